package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.Serializer;
import com.hazelcast.nio.serialization.SerializerHook;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Lets the engine read a stored chunk into an array that still has its headroom, in one copy. A byte array's own
 * serializer would give an array without it, and cost another.
 */
public final class ChunkHook implements SerializerHook<ChunkHook.Chunk> {

    /** Stands for stored chunks where the engine wants a type; there are no instances. */
    public static final class Chunk {
        private Chunk() {}
    }

    @Override
    public Class<Chunk> getSerializationType() {
        return Chunk.class;
    }

    @Override
    public Serializer createSerializer() {
        return new ChunkSerializer();
    }

    @Override
    public boolean isOverwritable() {
        return false;
    }

    private static final class ChunkSerializer implements StreamSerializer<Object> {
        @Override
        public int getTypeId() {
            return StoredChunk.TYPE_ID;
        }

        @Override
        public void write(ObjectDataOutput out, Object chunk) {
            throw new UnsupportedOperationException("chunks are stored in serialized form");
        }

        @Override
        public Object read(ObjectDataInput in) throws IOException {
            int length = in.readInt();
            if (in.getByteOrder() == ByteOrder.LITTLE_ENDIAN) {
                // Headers are big endian whatever the configuration says.
                length = Integer.reverseBytes(length);
            }
            var chunk = new byte[StoredChunk.ENGINE_HEADER + length];
            in.readFully(chunk, StoredChunk.ENGINE_HEADER, length);
            return chunk;
        }
    }
}
