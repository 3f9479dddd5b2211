package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.util.Map;

/** Returns where an object's chunks are if a task needs it and there is only one copy; {@code null} otherwise. */
final class FindInOneCopy extends EntryStep<Placement> implements ReadOnly {

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        boolean needed = object != null && !object.placement().isBackedUp() && object.isClaimedByTask(now);
        return needed ? object.placement() : null;
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
        return StoreTypes.FIND_IN_ONE_COPY;
    }
}
