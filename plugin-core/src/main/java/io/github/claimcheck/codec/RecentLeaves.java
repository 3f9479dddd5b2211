package io.github.claimcheck.codec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.claimcheck.ObjectKey;
import java.time.Duration;

/**
 * Knows the keys of leaves that were encoded lately. A leaf that is captured again and again is compared with a copy of
 * what it was, which takes a third of the time that hashing takes; a leaf that is seen for the first time costs nothing
 * more. Leaves are told apart by identity and not kept alive. Safe for use by many threads.
 */
public final class RecentLeaves {

    private static final Duration KEPT_WHILE_USED = Duration.ofSeconds(5);
    private static final int ENTRY_BYTES = 128;

    private final int chunkBytes;
    private final Cache<Object, Known> known;

    /** @param copy what the leaf was when it had the key; {@code null} as long as it was seen only once */
    private record Known(ObjectKey key, Object copy) {

        int weight() {
            return copy == null ? ENTRY_BYTES : (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + key.length());
        }
    }

    /**
     * Remembers nothing yet.
     *
     * @param chunkBytes the payload of each chunk of what is encoded
     * @param maxBytes the most bytes of copies to keep
     */
    public RecentLeaves(int chunkBytes, long maxBytes) {
        this.chunkBytes = chunkBytes;
        this.known = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(maxBytes)
                .weigher((Object leaf, Known recent) -> recent.weight())
                .expireAfterAccess(KEPT_WHILE_USED)
                .executor(Runnable::run)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /** {@return the same as {@link RawCodec#encode}} */
    public ChunkSource encode(Object leaf) {
        var recent = known.getIfPresent(leaf);
        if (recent == null) {
            var source = RawCodec.encode(leaf, chunkBytes);
            known.put(leaf, new Known(source.key(), null));
            return source;
        }
        if (leaf instanceof String || recent.copy != null && LeafType.of(leaf).equal(leaf, recent.copy)) {
            return RawCodec.encode(leaf, recent.key, chunkBytes);
        }
        // The key is that of the copy, whatever other threads do to the leaf.
        var copy = LeafType.of(leaf).copy(leaf);
        var key = RawCodec.encode(copy, chunkBytes).key();
        known.put(leaf, new Known(key, copy));
        return RawCodec.encode(leaf, key, chunkBytes);
    }
}
