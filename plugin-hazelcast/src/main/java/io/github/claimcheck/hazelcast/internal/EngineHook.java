package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.AbstractSerializationService;
import com.hazelcast.nio.serialization.Serializer;
import com.hazelcast.nio.serialization.SerializerHook;

/**
 * A serializer that needs to know what the engine would do without it. The hook itself is public, the service that it
 * is given is not. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public abstract class EngineHook<T> implements SerializerHook<T> {

    /** {@return the serializer for one of the engine's serialization services} */
    protected abstract Serializer createSerializer(StockSerialization stock);

    @Override
    public final Serializer createSerializer(SerializationService service) {
        return createSerializer(new StockSerialization((AbstractSerializationService) service));
    }

    @Override
    public final Serializer createSerializer() {
        throw new UnsupportedOperationException("needs a serialization service");
    }
}
