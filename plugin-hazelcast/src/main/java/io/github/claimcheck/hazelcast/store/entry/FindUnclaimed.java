package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/** Returns whether nobody has claimed an object for some time; {@code null} if it is not stored. */
public final class FindUnclaimed extends ReadStep<Boolean> {

    private long lingerMillis;

    public FindUnclaimed() {}

    public FindUnclaimed(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    @Override
    Boolean look(ObjectEntry object, long now) {
        return object.isUnclaimed(now, lingerMillis);
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
