package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.util.Map;

/** Returns an object's generation and number of chunks, without its claims; {@code null} if it is not stored. */
final class Locate extends EntryStep<long[]> implements ReadOnly {

    @Override
    long[] process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        return object == null ? null : new long[] {object.generation(), object.chunkCount()};
    }

    @Override
    public EntryProcessor<StoredKey, ObjectEntry, long[]> getBackupProcessor() {
        return null;
    }

    @Override
    void writeStep(ObjectDataOutput out) {}

    @Override
    void readStep(ObjectDataInput in) {}

    @Override
    public int getClassId() {
        return StoreTypes.LOCATE;
    }
}
