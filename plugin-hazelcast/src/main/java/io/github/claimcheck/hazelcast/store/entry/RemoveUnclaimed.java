package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.github.claimcheck.hazelcast.internal.MemberPart;
import java.io.IOException;
import java.util.Map;

/**
 * Removes an object's entry, so that it can no longer be found, if nobody has claimed it for some time. Returns where
 * its chunks are, which may be deleted from then on; {@code null} if it stays.
 */
public final class RemoveUnclaimed extends EntryStep<Placement> {

    private static final long LONG_AGO = 0;

    private long lingerMillis;

    RemoveUnclaimed() {}

    /** @param lingerMillis how long an object stays that nobody claims */
    public RemoveUnclaimed(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    /** Nothing was unclaimed long ago. */
    @Override
    long timeOf(HazelcastInstance owner) {
        return MemberPart.mayRemove(owner) ? super.timeOf(owner) : LONG_AGO;
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
