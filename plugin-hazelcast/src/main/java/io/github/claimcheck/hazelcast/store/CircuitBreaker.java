package io.github.claimcheck.hazelcast.store;

import java.time.Duration;

/**
 * Open while the cluster gives no answer in time, so that not everybody waits for one anew: for a while nobody tries to
 * store anything, then one does for all. Safe for use by many threads.
 *
 * @see <a href="https://martinfowler.com/bliki/CircuitBreaker.html">Martin Fowler, CircuitBreaker</a>
 */
final class CircuitBreaker {

    private static final int TIMEOUTS_PER_TRY = 4;

    private final long pauseNanos;
    private boolean open;
    private long nextTry;

    /** @param timeout how long a try waits in vain */
    CircuitBreaker(Duration timeout) {
        this.pauseNanos = timeout.toNanos() * TIMEOUTS_PER_TRY;
    }

    /** {@return whether the cluster is known not to answer} */
    synchronized boolean isOpen() {
        return open;
    }

    /** {@return whether the caller may wait for the cluster} Whoever may says later how it went. */
    synchronized boolean allowsTry() {
        if (!open) {
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
    synchronized void open() {
        open = true;
        nextTry = System.nanoTime() + pauseNanos;
    }

    /** A try failed for another reason, which tells nothing; so the next one may try at once. */
    synchronized void allowNext() {
        nextTry = System.nanoTime();
    }

    /** The cluster has answered. */
    synchronized void close() {
        open = false;
    }
}
