package io.github.claimcheck.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps encoded objects in front of a store, at most a number of bytes. Callers that ask for the same object at the
 * same time wait for one fetch, and no lock is held meanwhile. A failed fetch is not remembered. Safe for use by many
 * threads.
 */
public final class ObjectCache {

    private static final int ENTRY_OVERHEAD_BYTES = 256;

    private final ObjectStore store;
    private final Cache<ObjectKey, EncodedObject> cache;
    private final ConcurrentMap<ObjectKey, CompletableFuture<EncodedObject>> underWay = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder fetches = new LongAdder();

    /**
     * Makes an empty cache.
     *
     * @param store where objects are fetched from
     * @param maxBytes the most encoded bytes to keep; 0 keeps none beyond the fetches under way
     */
    public ObjectCache(ObjectStore store, long maxBytes) {
        this.store = store;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ObjectKey key, EncodedObject object) -> weight(key))
                .executor(Runnable::run)
                .build();
    }

    /**
     * {@return the object, now or later; completes exceptionally as {@link ObjectStore#fetch} does} Never blocks.
     *
     * @param key the identity of the object's encoded content
     */
    public CompletableFuture<EncodedObject> get(ObjectKey key) {
        requests.increment();
        return get(key, true);
    }

    /**
     * {@return the same as {@link #get}} For an object that will be asked for; does not count as a request.
     *
     * @param key the identity of the object's encoded content
     */
    public CompletableFuture<EncodedObject> prefetch(ObjectKey key) {
        return get(key, true);
    }

    /**
     * {@return the same as {@link #get}} Keeps nothing, for what is not expected to be needed again; of two calls at
     * the same time, the first one says whether the object is kept.
     *
     * @param key the identity of the object's encoded content
     */
    public CompletableFuture<EncodedObject> getOnce(ObjectKey key) {
        requests.increment();
        return get(key, false);
    }

    private CompletableFuture<EncodedObject> get(ObjectKey key, boolean keep) {
        var known = cache.getIfPresent(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        var mine = new CompletableFuture<EncodedObject>();
        var others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        load(key, keep, mine);
        return mine;
    }

    /** {@return how many objects were fetched from the store} */
    public long fetches() {
        return fetches.sum();
    }

    /** {@return how many requests needed no fetch of their own, nor one ahead of them} */
    public long hits() {
        return Math.max(0, requests.sum() - fetches.sum());
    }

    /*
     * Not Caffeine's own asynchronous cache, which logs a warning for each fetch that fails: those who asked are told,
     * and nobody else needs to know.
     */
    private void load(ObjectKey key, boolean keep, CompletableFuture<EncodedObject> mine) {
        // Another fetch may have ended between the look into the cache and the start of this one.
        var known = cache.getIfPresent(key);
        var fetching = known != null ? CompletableFuture.completedFuture(known) : fetch(key);
        fetching.whenComplete((object, failure) -> {
            try {
                if (keep && failure == null) {
                    cache.put(key, object);
                }
            } finally {
                // Also where memory is short: others wait for it.
                underWay.remove(key, mine);
                if (failure == null) {
                    mine.complete(object);
                } else {
                    mine.completeExceptionally(failure);
                }
            }
        });
    }

    private CompletableFuture<EncodedObject> fetch(ObjectKey key) {
        fetches.increment();
        try {
            return store.fetch(key);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static int weight(ObjectKey key) {
        return (int) Math.min(Integer.MAX_VALUE, key.length() + ENTRY_OVERHEAD_BYTES);
    }
}
