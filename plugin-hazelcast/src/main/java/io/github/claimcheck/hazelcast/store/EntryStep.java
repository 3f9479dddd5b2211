package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;

/**
 * What the entry processors of the store have in common: an object's entry, and the time that the whole cluster agrees
 * on.
 */
abstract class EntryStep<R>
        implements EntryProcessor<StoredKey, ObjectEntry, R>, IdentifiedDataSerializable, HazelcastInstanceAware {

    private transient HazelcastInstance member;

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public final R process(Map.Entry<StoredKey, ObjectEntry> entry) {
        return process(entry, member.getCluster().getClusterTime());
    }

    /** Runs on the partition thread of the owner, and again on that of each backup. */
    abstract R process(Map.Entry<StoredKey, ObjectEntry> entry, long now);

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }
}
