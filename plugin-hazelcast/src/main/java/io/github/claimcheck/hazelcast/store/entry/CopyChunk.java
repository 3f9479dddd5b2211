package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.Offloadable;
import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.hazelcast.internal.StockData;
import java.io.IOException;
import java.util.Map;

/**
 * Copies a chunk that has no backups to where it has some, on the member that has it. Returns whether it was there.
 * Waits for the backup, so it does not run on a partition thread.
 */
public final class CopyChunk
        implements EntryProcessor<ChunkKey, Object, Boolean>,
                Offloadable,
                ReadOnly,
                IdentifiedDataSerializable,
                HazelcastInstanceAware {

    /** The engine's executor for offloaded steps has few threads, which users need while these wait. */
    static final String EXECUTOR = "claimcheck:copies";

    private long generation;
    private transient HazelcastInstance member;

    CopyChunk() {}

    /** @param generation the upload that the copies make */
    public CopyChunk(long generation) {
        this.generation = generation;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public Boolean process(Map.Entry<ChunkKey, Object> entry) {
        if (!(entry.getValue() instanceof byte[] chunk)) {
            return false;
        }
        member.getMap(StoreMaps.CHUNKS).set(entry.getKey().in(generation), StockData.of(StoredChunk.withHeader(chunk)));
        return true;
    }

    @Override
    public EntryProcessor<ChunkKey, Object, Boolean> getBackupProcessor() {
        return null;
    }

    @Override
    public String getExecutorName() {
        return EXECUTOR;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(generation);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        generation = in.readLong();
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.COPY_CHUNK;
    }
}
