package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;

/**
 * The key of one chunk. The generation, a random number, tells uploads of the same content apart, so that deleting an
 * old one can never hit a new one.
 */
final class ChunkKey implements IdentifiedDataSerializable {

    private ObjectKey key;
    private long generation;
    private int index;

    ChunkKey() {}

    ChunkKey(ObjectKey key, long generation, int index) {
        this.key = key;
        this.generation = generation;
        this.index = index;
    }

    ObjectKey key() {
        return key;
    }

    long generation() {
        return generation;
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
