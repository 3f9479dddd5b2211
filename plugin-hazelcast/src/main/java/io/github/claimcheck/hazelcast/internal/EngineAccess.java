package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.NodeState;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.properties.HazelcastProperties;
import com.hazelcast.spi.properties.HazelcastProperty;
import java.util.Properties;

/**
 * The few things of an instance that the plugin needs and the public API does not give: its properties with their
 * fallback to system properties, a client's configuration, its serialization service, and whether it still reaches the
 * cluster. Outside this package nothing internal is seen. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class EngineAccess {

    private EngineAccess() {}

    /** {@return whether {@code instance} is a client} */
    public static boolean isClient(HazelcastInstance instance) {
        return instance instanceof HazelcastClientInstanceImpl || instance instanceof HazelcastClientProxy;
    }

    /** {@return a property from the configuration, else the JVM's system property, else {@code null}} */
    public static String property(HazelcastProperties properties, String name) {
        return properties.getString(new HazelcastProperty(name));
    }

    /** {@return a client's properties} */
    public static HazelcastProperties clientProperties(HazelcastInstance client) {
        return ((HazelcastClientInstanceImpl) client).getProperties();
    }

    /** {@return the property names that a client's configuration sets} */
    public static Properties clientConfigProperties(HazelcastInstance client) {
        return ((HazelcastClientInstanceImpl) client).getClientConfig().getProperties();
    }

    /** {@return the serialization settings, or {@code null} while a member is still being built} */
    public static SerializationConfig serializationConfig(HazelcastInstance instance) {
        if (instance instanceof HazelcastClientInstanceImpl client) {
            return client.getClientConfig().getSerializationConfig();
        }
        return nodeEngine(instance) == null ? null : instance.getConfig().getSerializationConfig();
    }

    /** {@return whether a {@code ManagedContext} of the user's is configured} */
    public static boolean hasManagedContext(HazelcastInstance instance) {
        var context = instance instanceof HazelcastClientInstanceImpl client
                ? client.getClientConfig().getManagedContext()
                : instance.getConfig().getManagedContext();
        return context != null;
    }

    /**
     * {@return whether an instance that has started reaches the cluster} A member that shuts down still does until it
     * has handed over its partitions, which may take minutes, and runs tasks meanwhile; the public API says of it that
     * it runs no more.
     */
    public static boolean reachesCluster(HazelcastInstance instance) {
        var engine = nodeEngine(instance);
        return engine == null
                ? instance.getLifecycleService().isRunning()
                : engine.getNode().getState() != NodeState.SHUT_DOWN
                        && engine.getClusterService().isJoined();
    }

    /** {@return the serialization service of an instance that has started} */
    static InternalSerializationService serialization(HazelcastInstance instance) {
        return instance instanceof HazelcastClientInstanceImpl client
                ? client.getSerializationService()
                : ((HazelcastInstanceImpl) instance).getSerializationService();
    }

    static NodeEngineImpl nodeEngine(HazelcastInstance instance) {
        return instance instanceof HazelcastInstanceImpl member && member.node != null
                ? member.node.getNodeEngine()
                : null;
    }
}
