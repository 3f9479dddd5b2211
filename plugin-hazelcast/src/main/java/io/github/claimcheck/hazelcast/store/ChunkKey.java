package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;

/**
 * The key of one chunk. The generation tells uploads of the same content apart, so that deleting an old one can never
 * hit a new one; its upper bits are the cluster time of the upload.
 */
final class ChunkKey implements IdentifiedDataSerializable {

    private static final int RANDOM_BITS = 20;

    private ObjectKey key;
    private long generation;
    private int index;

    ChunkKey() {}

    ChunkKey(ObjectKey key, long generation, int index) {
        this.key = key;
        this.generation = generation;
        this.index = index;
    }

    static long newGeneration(long clusterTimeMillis, long random) {
        return clusterTimeMillis << RANDOM_BITS | random & (1L << RANDOM_BITS) - 1;
    }

    ObjectKey key() {
        return key;
    }

    long generation() {
        return generation;
    }

    long uploadedAtMillis() {
        return generation >> RANDOM_BITS;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        key.writeTo(out);
        out.writeLong(generation);
        out.writeInt(index);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        key = ObjectKey.readFrom(in);
        generation = in.readLong();
        index = in.readInt();
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.CHUNK_KEY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkKey that
                && index == that.index
                && generation == that.generation
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * key.hashCode() + Long.hashCode(generation)) + index;
    }
}
