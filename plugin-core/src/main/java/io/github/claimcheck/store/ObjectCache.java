package io.github.claimcheck.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps encoded objects in front of a store, at most a number of bytes. Callers that ask for the same object at the
 * same time wait for one fetch, and no lock is held meanwhile. A failed fetch is not remembered. Safe for use by many
 * threads.
 */
public final class ObjectCache {

    private static final int ENTRY_OVERHEAD_BYTES = 256;

    private final ObjectStore store;
    private final AsyncCache<ObjectKey, EncodedObject> cache;

    /**
     * @param store where objects are fetched from
     * @param maxBytes the most encoded bytes to keep; 0 keeps none beyond the fetches under way
     */
    public ObjectCache(ObjectStore store, long maxBytes) {
        this.store = store;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ObjectKey key, EncodedObject object) -> weight(key))
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * {@return the object, now or later; completes exceptionally as {@link ObjectStore#fetch} does} Never blocks.
     *
     * @param key the identity of the object's encoded content
     */
    public CompletableFuture<EncodedObject> get(ObjectKey key) {
        return cache.get(key, (missing, executor) -> store.fetch(missing));
    }

    private static int weight(ObjectKey key) {
        return (int) Math.min(Integer.MAX_VALUE, key.length() + ENTRY_OVERHEAD_BYTES);
    }
}
