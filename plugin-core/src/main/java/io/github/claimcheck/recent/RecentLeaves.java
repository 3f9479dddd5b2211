package io.github.claimcheck.recent;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.LeafType;
import io.github.claimcheck.codec.RawCodec;

/**
 * Knows the keys of leaves that were encoded lately. A leaf that is captured again and again is compared with a copy of
 * what it was, which takes a third of the time that hashing takes; a leaf that is seen for the first time costs nothing
 * more. Safe for use by many threads.
 */
public final class RecentLeaves {

    private final int payloadBytes;
    private final RecentObjects recent;

    /** @param copy what the leaf was when it had the key; {@code null} as long as it was seen only once */
    private record Known(ObjectKey key, Object copy) implements RecentObjects.Known {

        @Override
        public long bytes() {
            return copy == null ? 0 : key.length();
        }
    }

    /** @param payloadBytes the payload of each chunk of what is encoded */
    public RecentLeaves(int payloadBytes, RecentObjects recent) {
        this.payloadBytes = payloadBytes;
        this.recent = recent;
    }

    /** {@return the same as {@link RawCodec#encode}} */
    public ChunkSource encode(Object leaf) {
        var before = recent.find(leaf, Known.class);
        if (before == null) {
            var source = RawCodec.encode(leaf, payloadBytes);
            recent.put(leaf, new Known(source.key(), null));
            return source;
        }
        if (leaf instanceof String || before.copy != null && LeafType.of(leaf).equal(leaf, before.copy)) {
            return RawCodec.encode(leaf, before.key, payloadBytes);
        }
        // The key is that of the copy, whatever other threads do to the leaf.
        var copy = LeafType.of(leaf).copy(leaf);
        var key = RawCodec.encode(copy, payloadBytes).key();
        recent.put(leaf, new Known(key, copy));
        return RawCodec.encode(leaf, key, payloadBytes);
    }
}
