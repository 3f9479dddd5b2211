package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;

/**
 * The key of one chunk. The generation, a random number, tells uploads of the same content apart, so that deleting an
 * old one can never hit a new one. Chunks with the same home share a partition.
 */
public final class ChunkKey implements IdentifiedDataSerializable, PartitionAware<Long> {

    private ObjectKey key;
    private long generation;
    private long home;
    private int index;

    ChunkKey() {}

    ChunkKey(ObjectKey key, long generation, long home, int index) {
        this.key = key;
        this.generation = generation;
        this.home = home;
        this.index = index;
    }

    /** {@return the key of the same chunk in another upload, without a home} */
    ChunkKey in(long otherGeneration) {
        return new ChunkKey(key, otherGeneration, Placement.NO_HOME, index);
    }

    @Override
    public Long getPartitionKey() {
        return home == Placement.NO_HOME ? null : home;
    }

    /** {@return the object that the chunk is a part of} */
    public ObjectKey key() {
        return key;
    }

    long generation() {
        return generation;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        key.writeTo(out);
        out.writeLong(generation);
        out.writeLong(home);
        out.writeInt(index);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        key = ObjectKey.readFrom(in);
        generation = in.readLong();
        home = in.readLong();
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
                && home == that.home
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * key.hashCode() + Long.hashCode(generation)) + index;
    }
}
