package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Removes an object's entry, so that it can no longer be found, if nobody has claimed it for some time. Returns where
 * its chunks are, which may be deleted from then on; {@code null} if it stays.
 */
public final class RemoveUnclaimed extends EntryStep<Placement> {

    private long lingerMillis;

    public RemoveUnclaimed() {}

    public RemoveUnclaimed(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null || !object.isUnclaimed(now, lingerMillis)) {
            return null;
        }
        entry.setValue(null);
        return object.placement();
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
        return StoreTypes.REMOVE_UNCLAIMED;
    }
}
