package io.github.claimcheck.hazelcast;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.internal.dynamicconfig.DynamicConfigurationAwareConfig;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.spi.impl.NodeEngine;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.internal.ArrivalQuery;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.UsersContext;
import io.github.claimcheck.hazelcast.store.StoreMaps;
import io.github.claimcheck.hazelcast.store.StoreSweeper;
import io.github.claimcheck.task.Envelope;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The plugin's part of a member: configures the maps before the member joins, declares that it is there, and keeps the
 * store tidy while the member runs.
 */
final class MemberService implements ManagedService, ArrivalQuery.Answerer {

    static final String NAME = "claimcheck:service";

    private static final long TICK_MILLIS = 500;
    private static final int TICKS_PER_CHECK = 4;

    private final NodeEngine nodeEngine;
    private final Plugin plugin;
    private volatile StoreSweeper sweeper;
    private long ticks;

    MemberService(NodeEngine nodeEngine) {
        this.nodeEngine = nodeEngine;
        Settings settings = Plugin.readSettings(
                nodeEngine.getProperties(),
                nodeEngine.getConfig().getProperties().stringPropertyNames());
        this.plugin = new Plugin(nodeEngine.getHazelcastInstance(), settings, false);
    }

    Plugin plugin() {
        return plugin;
    }

    @Override
    public void init(NodeEngine engine, Properties properties) {
        var config = ((DynamicConfigurationAwareConfig) engine.getConfig()).getStaticConfig();
        StoreMaps.addTo(config);
        var member = (MemberImpl) engine.getLocalMember();
        member.setAttribute(Plugin.MEMBER_ATTRIBUTE, String.valueOf(Envelope.version()));
        member.setAttribute(
                StoreMaps.LIMIT_ATTRIBUTE, String.valueOf(plugin.settings().storeMaxBytes()));
        engine.getMetricsRegistry().registerStaticMetrics(plugin.counters(), "claimcheck");
        UsersContext.shield(
                plugin.instance(), object -> object instanceof TaskEnvelope, engine.getLogger(Plugin.class));
        Banner.log(engine.getLogger(Plugin.class), plugin.settings());
        plugin.ticker().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!EngineAccess.hasPartitions(nodeEngine)) {
            return;
        }
        try {
            if (sweeper == null) {
                sweeper = new StoreSweeper(plugin.instance(), plugin.settings(), plugin.store());
            }
            plugin.liveTasks().tick();
            sweeper.sweep();
            if (++ticks % TICKS_PER_CHECK == 0) {
                plugin.sharedValues().check();
            }
        } catch (RuntimeException e) {
            // The next tick tries again; a member that is leaving throws all the time.
            nodeEngine.getLogger(MemberService.class).fine("Sweep failed", e);
        }
    }

    @Override
    public boolean hasSeen(long claimId) {
        return plugin.liveTasks().hasSeen(claimId);
    }

    @Override
    public void reset() {
        // Nothing to forget after a split brain: claims are kept in maps, which merge.
    }

    @Override
    public void shutdown(boolean terminate) {
        plugin.close();
    }
}
