package io.github.claimcheck.it.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Payloads by seed. */
final class Payloads {

    private Payloads() {}

    static byte[] bytes(int length, int seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static double[] doubles(int bytes, int seed) {
        return new Random(seed).doubles(bytes / Double.BYTES).toArray();
    }

    static String text(int length, int seed) {
        return new Random(seed)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static Map<String, List<Integer>> graph(int entries) {
        var map = new HashMap<String, List<Integer>>();
        IntStream.range(0, entries).forEach(i -> map.put("key-" + i, List.of(i, i + 1, i + 2)));
        return map;
    }

    static long sum(byte[] bytes) {
        var sum = 0L;
        for (var value : bytes) {
            sum = 31 * sum + value;
        }
        return sum;
    }
}
