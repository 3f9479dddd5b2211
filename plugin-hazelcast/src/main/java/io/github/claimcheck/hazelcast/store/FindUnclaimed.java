package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/** Returns whether nobody has claimed an object for some time; {@code null} if it is not stored. */
final class FindUnclaimed extends EntryStep<Boolean> implements ReadOnly {

    private long lingerMillis;

    FindUnclaimed() {}

    FindUnclaimed(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    @Override
    Boolean process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        return object == null ? null : object.isUnclaimed(now, lingerMillis);
    }

    @Override
    public EntryProcessor<StoredKey, ObjectEntry, Boolean> getBackupProcessor() {
        return null;
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        out.writeLong(lingerMillis);
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        lingerMillis = in.readLong();
    }

    @Override
    public int getClassId() {
        return StoreTypes.FIND_UNCLAIMED;
    }
}
