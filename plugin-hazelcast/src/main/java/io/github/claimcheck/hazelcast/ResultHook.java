package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.Serializer;
import com.hazelcast.nio.serialization.SerializerHook;

/** Registers the serializer of result references. */
final class ResultHook implements SerializerHook<ResultReference>, HazelcastInstanceAware {

    private final PluginLink link = new PluginLink();

    @Override
    public Class<ResultReference> getSerializationType() {
        return ResultReference.class;
    }

    @Override
    public Serializer createSerializer() {
        return new ResultSerializer(link);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        link.connect(instance);
    }

    @Override
    public boolean isOverwritable() {
        return false;
    }
}
