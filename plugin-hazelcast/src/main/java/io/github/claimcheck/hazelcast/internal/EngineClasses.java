package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.nio.ClassLoaderUtil;
import com.hazelcast.internal.serialization.SerializationClassNameFilter;
import io.github.claimcheck.graph.ClassAccess;

/**
 * Finds classes as the engine's own Java serialization does: by its class loader rules, and behind the user's
 * java-serialization-filter, which would otherwise have a second door. Both are internal to the engine. Checked on
 * 5.5.0, 5.6.0 and 5.7.0.
 */
public final class EngineClasses implements ClassAccess {

    private final ClassLoader loader;
    private final SerializationClassNameFilter filter;

    /**
     * @param loader the engine's, as it is configured
     * @param config what the user permits; {@code null} to permit all
     */
    public EngineClasses(ClassLoader loader, SerializationConfig config) {
        this.loader = loader;
        var filterConfig = config == null ? null : config.getJavaSerializationFilterConfig();
        this.filter = filterConfig == null ? null : new SerializationClassNameFilter(filterConfig);
    }

    /** {@return the classes of an instance that has started} */
    public static EngineClasses of(HazelcastInstance instance) {
        return new EngineClasses(
                EngineAccess.serialization(instance).getClassLoader(), EngineAccess.serializationConfig(instance));
    }

    @Override
    public Class<?> load(String name) throws ClassNotFoundException {
        check(name);
        return ClassLoaderUtil.loadClass(loader, name);
    }

    @Override
    public void check(String name) {
        if (filter != null) {
            filter.filter(name);
        }
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }
}
