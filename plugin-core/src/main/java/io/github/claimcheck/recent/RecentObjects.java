package io.github.claimcheck.recent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What is known of objects that were captured lately: {@link RecentLeaves} and {@link RecentGraphs} share one bound.
 * Objects are told apart by identity; an entry expires five seconds after its last use. Safe for use by many threads.
 */
public final class RecentObjects {

    private static final Duration KEPT_WHILE_USED = Duration.ofSeconds(5);
    private static final int ENTRY_BYTES = 128;

    private final long maxBytes;
    private final Cache<Object, Known> known;

    /** What is known of one object. */
    interface Known {

        /** {@return the memory that is kept for it} */
        long bytes();
    }

    /**
     * Makes an empty one.
     *
     * @param maxBytes how much to keep
     * @param ticker lets go of what has expired while nothing is captured, unless it was shut down; stays the caller's
     */
    public RecentObjects(long maxBytes, ScheduledExecutorService ticker) {
        this.maxBytes = maxBytes;
        this.known = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(maxBytes)
                .weigher((Object object, Known recent) ->
                        (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + recent.bytes()))
                .expireAfterAccess(KEPT_WHILE_USED)
                .executor(Runnable::run)
                .scheduler(Scheduler.forScheduledExecutorService(ticker))
                .build();
    }

    long maxBytes() {
        return maxBytes;
    }

    /** {@return what was {@link #put}, or {@code null}, also if that was of another kind} */
    <T extends Known> T find(Object object, Class<T> kind) {
        var recent = known.getIfPresent(object);
        return kind.isInstance(recent) ? kind.cast(recent) : null;
    }

    void put(Object object, Known recent) {
        known.put(object, recent);
    }
}
