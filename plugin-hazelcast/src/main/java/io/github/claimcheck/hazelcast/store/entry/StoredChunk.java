package io.github.claimcheck.hazelcast.store.entry;

import io.github.claimcheck.codec.Checksum;
import io.github.claimcheck.codec.ChunkSource;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The headroom of a chunk array as the store uses it: twelve bytes that make the array a serialized value of the engine
 * (partition hash, type, length), and the checksum of the payload. So one array is what an encoder fills, what the
 * engine stores and sends, and what a decoder reads.
 */
public final class StoredChunk {

    static final int ENGINE_HEADER = 12;

    private static final int TYPE_OFFSET = 4;
    static final int TYPE_ID = 0x0C1C1C0C;

    private StoredChunk() {}

    /** Fills the headroom, after which the array is what the engine stores and sends. */
    public static byte[] seal(byte[] chunk) {
        ByteBuffer.wrap(chunk).putLong(ENGINE_HEADER, Checksum.ofPayload(chunk));
        return withHeader(chunk);
    }

    /** Makes an array that the engine has read, which leaves out its own header, one that it stores again. */
    static byte[] withHeader(byte[] chunk) {
        ByteBuffer.wrap(chunk).putInt(0).putInt(TYPE_ID).putInt(chunk.length - ENGINE_HEADER);
        return chunk;
    }

    /**
     * {@return the array as it was sealed} Where a user configured the chunks' map to keep objects, the engine has put
     * its own header around an array whose first one is empty.
     */
    public static byte[] unwrap(byte[] stored) {
        boolean asSealed =
                stored.length < ChunkSource.HEADROOM || ByteBuffer.wrap(stored).getInt(TYPE_OFFSET) == TYPE_ID;
        return asSealed ? stored : Arrays.copyOfRange(stored, ENGINE_HEADER, stored.length);
    }

    /** {@return whether a sealed array's payload is what it was when it was sealed} */
    public static boolean isIntact(byte[] chunk) {
        return chunk.length >= ChunkSource.HEADROOM
                && ByteBuffer.wrap(chunk).getLong(ENGINE_HEADER) == Checksum.ofPayload(chunk);
    }
}
