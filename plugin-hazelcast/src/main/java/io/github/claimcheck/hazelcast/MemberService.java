package io.github.claimcheck.hazelcast;

import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.MemberHost;
import io.github.claimcheck.hazelcast.internal.MemberPart;
import io.github.claimcheck.hazelcast.internal.UsersContext;
import io.github.claimcheck.hazelcast.store.RemovalPause;
import io.github.claimcheck.hazelcast.store.StoreSweeper;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.task.Envelope;
import java.util.concurrent.TimeUnit;

/**
 * The plugin's part of a member: configures the maps before the member joins, declares that it is there, and keeps the
 * store tidy while the member runs.
 */
final class MemberService implements MemberPart {

    private static final long TICK_MILLIS = 500;
    private static final int TICKS_PER_CHECK = 4;

    private final MemberHost host;
    private final Plugin plugin;
    private volatile RemovalPause pause;
    private volatile StoreSweeper sweeper;
    private long ticks;

    MemberService(MemberHost host) {
        this.host = host;
        var settings = Plugin.readSettings(
                host.properties(), host.config().getProperties().stringPropertyNames());
        this.plugin = new Plugin(host.instance(), settings, false);
    }

    Plugin plugin() {
        return plugin;
    }

    @Override
    public void start() {
        StoreMaps.addTo(host.config());
        host.declare(Plugin.MEMBER_ATTRIBUTE, String.valueOf(Envelope.version()));
        host.declare(StoreMaps.LIMIT_ATTRIBUTE, String.valueOf(plugin.settings().storeMaxBytes()));
        plugin.addTo(host.metrics());
        var logger = host.logger(Plugin.class);
        UsersContext.shield(plugin.instance(), object -> object instanceof TaskEnvelope, logger);
        Banner.log(logger, plugin.settings());
        plugin.instance().getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.SHUTTING_DOWN) {
                plugin.leave();
            }
        });
        plugin.ticker().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whatever is thrown here would be the end of the schedule, and of all that it renews. */
    private void tick() {
        try {
            tend();
        } catch (RuntimeException e) {
            // The next tick tries again; a member that is leaving throws all the time.
            host.logger(MemberService.class).fine("Sweep failed", e);
        } catch (Error e) {
            plugin.fallbacks()
                    .warnOnce(
                            "tick",
                            "Claimcheck could not tend its store, and tries again: " + e
                                    + ". If it cannot on Hazelcast " + EngineAccess.version()
                                    + ", set claimcheck.enabled to false.");
        }
    }

    private void tend() {
        if (!host.hasPartitions()) {
            return;
        }
        if (!plugin.isOpen()) {
            plugin.startOpening();
            return;
        }
        if (sweeper == null) {
            pause = new RemovalPause(
                    plugin.instance().getCluster(),
                    Renewal.interval(plugin.settings().lease()));
            sweeper = new StoreSweeper(plugin.instance(), plugin.settings(), plugin.store(), pause);
        }
        plugin.liveTasks().tick();
        if (host.isLeaving()) {
            // What it began to remove it might not bring to an end.
            return;
        }
        sweeper.sweep();
        if (++ticks % TICKS_PER_CHECK == 0) {
            plugin.sharedValues().check();
        }
    }

    @Override
    public boolean hasSeen(long claimId) {
        return plugin.liveTasks().hasSeen(claimId);
    }

    @Override
    public boolean mayRemove() {
        return pause != null && pause.isOver();
    }

    @Override
    public void close() {
        plugin.close();
    }
}
