package io.github.claimcheck.hazelcast.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Notices when this process, or the machine, stands still: no time-out means anything then. */
public final class Stalls {

    private static final long LOOK_MILLIS = 50;
    private static final Duration STALL = Duration.ofMillis(500);

    private static volatile long lookedAt = System.nanoTime();
    private static volatile long endedAt = lookedAt - Duration.ofDays(1).toNanos();

    static {
        var watch = new Thread(Stalls::watch, "stalls");
        watch.setDaemon(true);
        watch.start();
    }

    private Stalls() {}

    private static void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                long now = System.nanoTime();
                if (isStall(now)) {
                    endedAt = now;
                }
                lookedAt = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isStall(long now) {
        return now - lookedAt > STALL.toNanos();
    }

    /** {@return whether there was one, or still is, since that {@link System#nanoTime}} */
    public static boolean since(long nanoTime) {
        return isStall(System.nanoTime()) || endedAt - nanoTime > 0;
    }
}
