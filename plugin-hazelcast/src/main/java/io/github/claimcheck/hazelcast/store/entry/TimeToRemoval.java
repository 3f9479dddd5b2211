package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/**
 * Returns for how many milliseconds, at least, an object cannot be removed for having been claimed by nobody for some
 * time; 0 if it can be; {@code null} if it is not stored.
 */
public final class TimeToRemoval extends ReadStep<Long> {

    private long lingerMillis;

    TimeToRemoval() {}

    /** @param lingerMillis how long an object stays that nobody claims */
    public TimeToRemoval(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    @Override
    Long look(ObjectEntry object, long now) {
        return object.millisToRemoval(now, lingerMillis);
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
        return StoreTypes.TIME_TO_REMOVAL;
    }
}
