package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.internal.serialization.DataSerializerHook;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.function.IntFunction;

/**
 * Registers types that write themselves. A public factory would have to be in the user's configuration. Checked on
 * 5.5.0, 5.6.0 and 5.7.0.
 */
public abstract class TypeFactoryHook implements DataSerializerHook {

    private final int factoryId;
    private final IntFunction<IdentifiedDataSerializable> create;

    /**
     * @param factoryId no other factory's
     * @param create gives a new instance to read into, or {@code null} if the id is none of this factory's
     */
    protected TypeFactoryHook(int factoryId, IntFunction<IdentifiedDataSerializable> create) {
        this.factoryId = factoryId;
        this.create = create;
    }

    @Override
    public final int getFactoryId() {
        return factoryId;
    }

    @Override
    public final DataSerializableFactory createFactory() {
        return create::apply;
    }
}
