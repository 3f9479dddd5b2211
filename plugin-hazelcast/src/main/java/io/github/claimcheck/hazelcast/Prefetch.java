package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.store.ObjectCache;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches what tasks need before it is their turn, as long as not too many bytes are on their way. What would be too
 * much is fetched when the task runs. Safe for use by many threads; never blocks.
 */
final class Prefetch {

    private final long maxBytes;
    private final AtomicLong underWay = new AtomicLong();

    /** @param maxBytes the most encoded bytes that are under way at a time */
    Prefetch(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Starts to fetch the objects of one task, up to the first that would be too much. */
    void start(Collection<ObjectKey> keys, ObjectCache cache) {
        for (var key : keys) {
            if (underWay.addAndGet(key.length()) > maxBytes) {
                underWay.addAndGet(-key.length());
                return;
            }
            cache.prefetch(key).whenComplete((object, failure) -> underWay.addAndGet(-key.length()));
        }
    }
}
