package io.github.claimcheck.it.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Knows when this process, and with it probably the whole machine, was given no time for a while. */
final class Stalls {

    private static final long LOOK_MILLIS = 50;
    private static final Duration STALL = Duration.ofMillis(500);

    private static volatile long lastEnded =
            System.nanoTime() - Duration.ofDays(1).toNanos();

    static {
        var watch = new Thread(Stalls::watch, "stalls");
        watch.setDaemon(true);
        watch.start();
    }

    private Stalls() {}

    private static void watch() {
        try {
            for (var looked = System.nanoTime(); ; ) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                var now = System.nanoTime();
                if (now - looked > STALL.toNanos()) {
                    lastEnded = now;
                }
                looked = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether a stall has ended since {@code nanoTime}} */
    static boolean seenSince(long nanoTime) {
        return lastEnded - nanoTime > 0;
    }
}
