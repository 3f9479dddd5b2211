package io.github.claimcheck.recent;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.codec.RawCodec;

/**
 * Knows the keys of leaves that were encoded lately. A leaf that is captured again and again is compared with a copy of
 * what it was, which takes a third of the time that hashing takes; a leaf that is seen for the first time costs nothing
 * more, unless it has to be {@linkplain #encodeNow kept as it is}. Safe for use by many threads.
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

    /**
     * {@return the content of a leaf as it is now, whatever becomes of the leaf} Copies it unless a copy is at hand.
     */
    public ChunkSource encodeNow(Object leaf) {
        return encode(leaf, !(leaf instanceof String));
    }

    /** {@return the same as {@link RawCodec#encode(Object, int)}} */
    public ChunkSource encode(Object leaf) {
        return encode(leaf, false);
    }

    private ChunkSource encode(Object leaf, boolean copyFirst) {
        var before = recent.find(leaf, Known.class);
        if (before == null) {
            var source = RawCodec.encode(copyFirst ? PrimitiveArrayType.of(leaf).copy(leaf) : leaf, payloadBytes);
            recent.put(leaf, new Known(source.key(), null));
            return source;
        }
        if (leaf instanceof String) {
            return RawCodec.encode(leaf, before.key, payloadBytes);
        }
        var known = isUnchanged(leaf, before) ? before : remember(leaf);
        return RawCodec.encode(known.copy, known.key, payloadBytes);
    }

    private static boolean isUnchanged(Object array, Known before) {
        return before.copy != null && PrimitiveArrayType.of(array).equal(array, before.copy);
    }

    private Known remember(Object array) {
        // The key is that of the copy, whatever other threads do to the array.
        var copy = PrimitiveArrayType.of(array).copy(array);
        var fresh = new Known(RawCodec.encode(copy, payloadBytes).key(), copy);
        recent.put(array, fresh);
        return fresh;
    }
}
