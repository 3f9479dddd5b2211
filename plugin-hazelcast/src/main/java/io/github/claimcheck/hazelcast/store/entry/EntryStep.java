package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;

/**
 * What the entry processors of the store have in common: an object's entry, and the time that the whole cluster agrees
 * on.
 */
public abstract class EntryStep<R>
        implements EntryProcessor<StoredKey, ObjectEntry, R>, IdentifiedDataSerializable, HazelcastInstanceAware {

    private static final long UNDECIDED = -1;

    private transient HazelcastInstance member;
    private volatile long decidedAt = UNDECIDED;

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public final R process(Map.Entry<StoredKey, ObjectEntry> entry) {
        // The owner's time goes to the backups with the step, so that both come to the same decision. Hence a step that
        // writes is for one key.
        if (decidedAt == UNDECIDED) {
            decidedAt = timeOf(member);
        }
        return process(entry, decidedAt);
    }

    /** {@return the time at which the owner makes the step, and which its backups take over} */
    long timeOf(HazelcastInstance owner) {
        return owner.getCluster().getClusterTime();
    }

    /** Runs on the partition thread of the owner, and again on that of each backup. */
    abstract R process(Map.Entry<StoredKey, ObjectEntry> entry, long now);

    @Override
    public final void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(decidedAt);
        writeStep(out);
    }

    @Override
    public final void readData(ObjectDataInput in) throws IOException {
        decidedAt = in.readLong();
        readStep(in);
    }

    abstract void writeStep(ObjectDataOutput out) throws IOException;

    abstract void readStep(ObjectDataInput in) throws IOException;

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }
}
