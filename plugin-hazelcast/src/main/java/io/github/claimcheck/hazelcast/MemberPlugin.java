package io.github.claimcheck.hazelcast;

import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.github.claimcheck.WireVersion;
import io.github.claimcheck.hazelcast.internal.EngineVersion;
import io.github.claimcheck.hazelcast.internal.MemberHost;
import io.github.claimcheck.hazelcast.internal.MemberPart;
import io.github.claimcheck.hazelcast.internal.UsersContext;
import io.github.claimcheck.hazelcast.store.Background;
import io.github.claimcheck.hazelcast.store.RemovalPause;
import io.github.claimcheck.hazelcast.store.StoreSweeper;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The plugin's part of a member: configures the maps before the member joins, declares that it is there, and keeps the
 * store tidy while the member runs.
 */
final class MemberPlugin implements MemberPart {

    private static final long TICK_MILLIS = 500;
    private static final int TICKS_PER_CHECK = 4;

    private final MemberHost host;
    private final Plugin plugin;
    private final ScheduledExecutorService sweeping = Background.ticker("claimcheck.sweeper");
    private volatile RemovalPause pause;
    private StoreSweeper sweeper;
    private volatile ScheduledFuture<?> tending;
    private long ticks;

    MemberPlugin(MemberHost host) {
        this.host = host;
        var settings = Plugin.readSettings(
                host.properties(), host.config().getProperties().stringPropertyNames());
        this.plugin = new Plugin(host.instance(), settings);
    }

    Plugin plugin() {
        return plugin;
    }

    @Override
    public void start() {
        StoreMaps.addTo(host.config());
        host.declare(Plugin.MEMBER_ATTRIBUTE, String.valueOf(WireVersion.current()));
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
        tending = repeat(plugin.ticker(), this::tend);
        repeat(sweeping, this::sweep);
    }

    private ScheduledFuture<?> repeat(ScheduledExecutorService thread, Runnable work) {
        return thread.scheduleWithFixedDelay(() -> tryTo(work), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whatever is thrown here would be the end of the schedule, and of all that it renews. */
    private void tryTo(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // The next tick tries again; a member that is leaving throws all the time.
            host.logger(MemberPlugin.class).fine("Could not tend the store", e);
        } catch (Error e) {
            plugin.fallbacks()
                    .warnOnce(
                            "tick",
                            "Claimcheck could not tend its store, and tries again: " + e
                                    + ". If it cannot on Hazelcast " + EngineVersion.name()
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
        plugin.liveTasks().tick();
        if (++ticks % TICKS_PER_CHECK == 0) {
            plugin.sharedValues().check();
        }
    }

    /** On a thread of its own, because it may wait for partition threads while claims have to be renewed. */
    private void sweep() {
        // What a member that leaves began to remove it might not bring to an end.
        if (!plugin.isOpen() || !host.hasPartitions() || host.isLeaving()) {
            return;
        }
        if (sweeper == null) {
            pause = new RemovalPause(
                    plugin.instance().getCluster(),
                    Renewal.interval(plugin.settings().lease()));
            sweeper = new StoreSweeper(plugin.instance(), plugin.settings(), plugin.store(), pause);
        }
        sweeper.sweep();
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
        sweeping.shutdownNow();
        if (tending != null) {
            tending.cancel(false);
        }
        plugin.close();
    }
}
