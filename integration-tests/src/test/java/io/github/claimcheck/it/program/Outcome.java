package io.github.claimcheck.it.program;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** Describes values and exceptions so that two runs of one program can be compared line by line. */
final class Outcome {

    private static final int MAX_LENGTH = 160;

    private Outcome() {}

    static String of(Object value) {
        var text = text(value);
        var type = value == null ? "" : value.getClass().getSimpleName() + " ";
        return text.length() <= MAX_LENGTH
                ? type + text
                : type + "length=" + text.length() + " hash=" + text.hashCode();
    }

    private static String text(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Outcome::text).toList().toString();
        }
        if (value instanceof byte[] array) {
            return "bytes " + array.length + " " + Arrays.hashCode(array);
        }
        if (value instanceof double[] array) {
            return "doubles " + array.length + " " + Arrays.hashCode(array);
        }
        if (value instanceof int[] array) {
            return "ints " + array.length + " " + Arrays.hashCode(array);
        }
        if (value instanceof long[] array) {
            return "longs " + array.length + " " + Arrays.hashCode(array);
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, element) -> sorted.put(text(key), text(element)));
            return sorted.toString();
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Outcome::text).toList().toString();
        }
        return withoutIdentities(String.valueOf(value));
    }

    /** The chain of classes and messages; what an executor wraps around it is part of it. */
    static String of(Throwable thrown) {
        var text = new StringBuilder();
        for (var cause = thrown; cause != null && text.length() < 2000; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " <- ")
                    .append(cause.getClass().getName())
                    .append(": ")
                    .append(
                            cause instanceof ExecutionException
                                    ? ""
                                    : withoutIdentities(String.valueOf(cause.getMessage())));
        }
        return text.toString();
    }

    /** Numbers that differ from run to run: ids, addresses, hidden classes of lambdas, identity hash codes. */
    private static String withoutIdentities(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                .replaceAll("127\\.0\\.0\\.1\\]?:\\d+", "ADDRESS")
                .replaceAll("\\$\\$Lambda[^ :]*", "\\$\\$Lambda")
                .replaceAll("@[0-9a-f]{5,8}\\b", "@ID")
                .replaceAll("(partitionId|callId|invocationTimeoutMillis|Time|time)=[^,}\\]]*", "$1=N");
    }
}
