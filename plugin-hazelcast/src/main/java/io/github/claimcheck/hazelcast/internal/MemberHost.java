package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.dynamicconfig.DynamicConfigurationAwareConfig;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.properties.HazelcastProperties;

/**
 * What a member that is being started gives its {@link MemberPart}. The public API has no counterpart to most of it: it
 * reads no properties with their fallback, changes no configuration before the member joins, and sets no attributes.
 * Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class MemberHost {

    private final NodeEngine engine;

    MemberHost(NodeEngine engine) {
        this.engine = engine;
    }

    /** {@return the member, perhaps still being started} */
    public HazelcastInstance instance() {
        return engine.getHazelcastInstance();
    }

    /** {@return the member's properties with their fallback to system properties} */
    public HazelcastProperties properties() {
        return engine.getProperties();
    }

    /** {@return the configuration that the member starts with; may be added to before it joins} */
    public Config config() {
        return ((DynamicConfigurationAwareConfig) engine.getConfig()).getStaticConfig();
    }

    /** Sets an attribute that the other members see from the time this one joins. */
    public void declare(String attribute, String value) {
        ((MemberImpl) engine.getLocalMember()).setAttribute(attribute, value);
    }

    /** {@return where the member's metrics are added} */
    public Metrics metrics() {
        return new Metrics(engine.getMetricsRegistry());
    }

    /**
     * {@return whether the member is part of a cluster whose partitions have owners} The public API cannot be asked: it
     * assigns the partitions if nobody has done so yet, which would make a cluster that is still starting migrate them.
     */
    public boolean hasPartitions() {
        var running = (NodeEngineImpl) engine;
        return EngineAccess.reachesCluster(engine.getHazelcastInstance())
                && running.getPartitionService().getPartition(0, false).getOwnerOrNull() != null;
    }

    /**
     * {@return whether the member is shutting down; it may still run tasks, see {@link EngineAccess#reachesCluster}}
     */
    public boolean isLeaving() {
        return !engine.isRunning();
    }

    /** {@return a logger that is there before the member is} */
    public ILogger logger(Class<?> type) {
        return engine.getLogger(type);
    }
}
