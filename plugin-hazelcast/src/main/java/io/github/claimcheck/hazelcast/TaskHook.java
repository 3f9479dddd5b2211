package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.Serializer;
import io.github.claimcheck.hazelcast.internal.EngineHook;
import io.github.claimcheck.hazelcast.internal.StockSerialization;
import java.util.concurrent.Callable;

/**
 * Registers the task serializer for an interface that executors accept. The engine makes one hook for each of its
 * serialization services and gives it the instance afterwards, so both share a {@link PluginLink}.
 */
abstract sealed class TaskHook<T> extends EngineHook<T> implements HazelcastInstanceAware {

    private final PluginLink link = new PluginLink();

    @Override
    protected Serializer createSerializer(StockSerialization stock) {
        return new TaskSerializer(stock, link);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        link.connect(instance);
    }

    /** A user's own serializer for the same interface takes the place of this one. */
    @Override
    public boolean isOverwritable() {
        return true;
    }

    /** For tasks that are Callables. */
    static final class ForCallable extends TaskHook<Callable<?>> {
        @Override
        @SuppressWarnings("unchecked")
        public Class<Callable<?>> getSerializationType() {
            return (Class<Callable<?>>) (Class<?>) Callable.class;
        }
    }

    /** For tasks that are Runnables. */
    static final class ForRunnable extends TaskHook<Runnable> {
        @Override
        public Class<Runnable> getSerializationType() {
            return Runnable.class;
        }
    }
}
