package io.github.claimcheck.benchmarks.cluster;

import java.io.IOException;
import java.io.OutputStream;

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
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
