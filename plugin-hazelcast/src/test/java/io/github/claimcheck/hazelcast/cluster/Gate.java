package io.github.claimcheck.hazelcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Holds tasks back until a test lets them go on. Static, because tasks find it so: members run in the test's process.
 */
public final class Gate {

    private static final int PATIENCE_SECONDS = 30;
    private static final Semaphore HELD = new Semaphore(0);
    private static volatile CountDownLatch latch = new CountDownLatch(1);

    private Gate() {}

    /** Called by tasks: stays until the test opens the gate. */
    public static boolean hold() throws InterruptedException {
        HELD.release();
        return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for one more task to be held. */
    public static void awaitHeld() throws InterruptedException {
        assertThat(HELD.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    public static void open() {
        latch.countDown();
    }

    /** Lets go who is held still, and begins anew. */
    public static void reset() {
        open();
        latch = new CountDownLatch(1);
        HELD.drainPermits();
    }
}
