package io.github.claimcheck.hazelcast.store;

import java.time.Duration;

/**
 * Remembers that the cluster gave no answer in time, so that not everybody waits for one anew: for a while nobody tries
 * to store anything, then one does for all. Safe for use by many threads.
 */
final class Outage {

    private static final int TIMEOUTS_PER_TRY = 4;

    private final long pauseNanos;
    private boolean lasts;
    private long nextTry;

    /** @param timeout how long a try waits in vain */
    Outage(Duration timeout) {
        this.pauseNanos = timeout.toNanos() * TIMEOUTS_PER_TRY;
    }

    /** {@return whether there is one} */
    synchronized boolean lasts() {
        return lasts;
    }

    /** {@return whether the caller may wait for the cluster} Whoever may says later how it went. */
    synchronized boolean mayTry() {
        if (!lasts) {
            return true;
        }
        long now = System.nanoTime();
        if (now - nextTry < 0) {
            return false;
        }
        nextTry = now + pauseNanos;
        return true;
    }

    /** A try was in vain. */
    synchronized void begin() {
        lasts = true;
        nextTry = System.nanoTime() + pauseNanos;
    }

    /** A try failed for another reason, which tells nothing; so the next one may try at once. */
    synchronized void tryAgain() {
        nextTry = System.nanoTime();
    }

    /** The cluster has answered. */
    synchronized void end() {
        lasts = false;
    }
}
