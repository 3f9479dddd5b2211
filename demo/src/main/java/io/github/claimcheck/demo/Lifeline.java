package io.github.claimcheck.demo;

import java.io.IOException;

/** Ends this process when the one that started it closes our standard input, which it also does by dying. */
final class Lifeline {

    private Lifeline() {}

    static void watch() {
        var thread = new Thread(Lifeline::awaitEnd, "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end counts.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
