package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.internal.serialization.DataSerializerHook;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import io.github.claimcheck.hazelcast.store.entry.StoreTypes;

/** Registers the plugin's own serializable types without user configuration. Checked on 5.5.0, 5.6.0 and 5.7.0. */
public final class OperationHook implements DataSerializerHook {

    static final int FACTORY_ID = StoreTypes.FACTORY_ID;
    static final int ARRIVAL_QUERY = 50;

    @Override
    public int getFactoryId() {
        return FACTORY_ID;
    }

    @Override
    public DataSerializableFactory createFactory() {
        return typeId -> typeId == ARRIVAL_QUERY ? new ArrivalQuery() : StoreTypes.create(typeId);
    }
}
