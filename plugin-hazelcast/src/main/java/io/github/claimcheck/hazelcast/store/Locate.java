package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.util.Map;

/** Returns where an object's chunks are, without its claims; {@code null} if it is not stored. */
final class Locate extends EntryStep<Placement> implements ReadOnly {

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        return object == null ? null : object.placement();
    }

    @Override
    public EntryProcessor<StoredKey, ObjectEntry, Placement> getBackupProcessor() {
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
