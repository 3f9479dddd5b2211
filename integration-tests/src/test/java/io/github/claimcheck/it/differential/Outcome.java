package io.github.claimcheck.it.differential;

import java.util.HashSet;

/** What a call came to, as its user sees it. */
record Outcome(String text) {

    /** The engine's own wrapper of scheduled tasks, there or not as the getter came before or after the task's end. */
    private static final String DECORATOR =
            "com.hazelcast.scheduledexecutor.impl.ScheduledTaskResult$ExecutionExceptionDecorator: "
                    + "java.util.concurrent.ExecutionException: ";

    static Outcome of(Object result) {
        return new Outcome("returned " + Description.ofResult(result));
    }

    static Outcome failed(Throwable failure) {
        var text = new StringBuilder("threw");
        var seen = new HashSet<String>();
        for (var cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            var line = normalized(" " + cause.getClass().getName() + ": " + cause.getMessage());
            if (seen.add(line)) {
                text.append(line);
            }
        }
        return new Outcome(text.toString());
    }

    /** Takes out what differs from run to run: names of lambdas, identity hashes, ids and addresses. */
    static String normalized(String message) {
        return message == null
                ? "null"
                : message.replace(DECORATOR, "")
                        .replaceAll("\\$\\$Lambda[/$0-9a-fx]*", "\\$\\$Lambda")
                        .replaceAll("@[0-9a-f]+", "@")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "uuid")
                        .replaceAll("127\\.0\\.0\\.1\\]?:[0-9]+", "address");
    }

    String brief() {
        return text.length() < 400 ? text : text.substring(0, 400) + "... " + text.length();
    }

    /** {@return this text from a little before where it begins to differ} */
    String after(Outcome other) {
        int at = 0;
        while (at < Math.min(text.length(), other.text.length()) && text.charAt(at) == other.text.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 150);
        return text.substring(0, Math.min(60, text.length())) + " ... "
                + text.substring(from, Math.min(text.length(), at + 150));
    }
}
