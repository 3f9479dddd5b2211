package io.github.claimcheck.codec;

import io.github.claimcheck.ObjectKey;
import java.util.List;

/**
 * An object in encoded form, all of it in memory. Immutable once built: nobody writes to the payload of the chunk
 * arrays, which may be shared with the store and with a cache.
 */
public final class EncodedObject implements ChunkSource {

    private final ObjectKey key;
    private final List<byte[]> chunks;

    /** The arrays are not copied: the caller must not write to them afterwards. */
    public EncodedObject(ObjectKey key, List<byte[]> chunks) {
        this.key = key;
        this.chunks = List.copyOf(chunks);
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public int chunkCount() {
        return chunks.size();
    }

    @Override
    public byte[] chunk(int index) {
        return chunks.get(index);
    }
}
