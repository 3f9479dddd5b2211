package io.github.claimcheck.hazelcast;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.properties.HazelcastProperties;
import io.github.claimcheck.Settings;
import io.github.claimcheck.WireVersion;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.hazelcast.internal.ClientShutdown;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.Metrics;
import io.github.claimcheck.hazelcast.store.Background;
import io.github.claimcheck.hazelcast.store.IMapObjectStore;
import io.github.claimcheck.recent.RecentObjects;
import io.github.claimcheck.sharing.PassingValues;
import io.github.claimcheck.sharing.SharedValues;
import io.github.claimcheck.store.ObjectCache;
import io.github.claimcheck.task.TaskEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The plugin of one instance: its settings, store, cache and the tasks under way. The store is opened at the first use,
 * when the instance has started. Safe for use by many threads.
 */
final class Plugin implements AutoCloseable {

    /** Members declare their {@link WireVersion} under this attribute; a member without it has no plugin. */
    static final String MEMBER_ATTRIBUTE = "claimcheck.version";

    private final HazelcastInstance instance;
    private final Settings settings;
    private final ScheduledExecutorService ticker;
    private final GraphCodec graphs;
    private final Counters counters = new Counters();
    private final Fallbacks fallbacks;
    private final LiveTasks liveTasks;
    private final Results results;
    private final SharedValues sharedValues;
    private final long holderId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final PassingValues passingValues;
    private final Offload offload;
    private final ExecutorService checks = Background.worker("claimcheck.checks");

    private final Opening<Opened> opening;

    /** What needs a running instance. */
    private record Opened(
            IMapObjectStore store, ObjectCache cache, TaskEncoder encoder, boolean compresses, MemberWatch members) {}

    Plugin(HazelcastInstance instance, Settings settings) {
        this.instance = instance;
        this.settings = settings;
        this.opening = new Opening<>(this::openStore, settings.uploadTimeout());
        this.fallbacks = new Fallbacks(this::logger, counters);
        this.graphs = new GraphCodec(settings.chunkPayloadBytes());
        this.ticker = Background.ticker("claimcheck.ticker");
        this.passingValues = new PassingValues(settings.cacheMaxBytes(), ticker);
        this.liveTasks = new LiveTasks(this);
        this.offload = new Offload(this);
        this.results = new Results(this);
        this.sharedValues = new SharedValues(
                graphs,
                settings.cacheMaxBytes(),
                settings.chunkPayloadBytes(),
                checks,
                message -> logger().warning(message));
    }

    /** Reads a client's settings while it is being built, and says what they are. */
    static Plugin ofClient(HazelcastInstance client) {
        var properties = EngineAccess.clientProperties(client);
        var names = EngineAccess.clientConfigProperties(client).stringPropertyNames();
        var plugin = new Plugin(client, readSettings(properties, names));
        plugin.addTo(Metrics.ofClient(client));
        ClientShutdown.onStart(client, plugin::close);
        Banner.log(plugin.logger(), plugin.settings);
        return plugin;
    }

    /** Reads settings from the configuration, else from system properties, of which unknown names are refused too. */
    static Settings readSettings(HazelcastProperties properties, Iterable<String> configuredNames) {
        var names = new ArrayList<String>();
        configuredNames.forEach(names::add);
        names.addAll(System.getProperties().stringPropertyNames());
        return Settings.parse(
                name -> EngineAccess.property(properties, name),
                names,
                Runtime.getRuntime().maxMemory());
    }

    boolean isClient() {
        return EngineAccess.isClient(instance);
    }

    HazelcastInstance instance() {
        return instance;
    }

    Settings settings() {
        return settings;
    }

    Counters counters() {
        return counters;
    }

    Fallbacks fallbacks() {
        return fallbacks;
    }

    void addTo(Metrics metrics) {
        counters.addTo(metrics);
        metrics.addCount("fetchedObjects", () -> isOpen() ? cache().fetches() : 0);
        metrics.addCount("cacheHits", () -> isOpen() ? cache().hits() : 0);
    }

    LiveTasks liveTasks() {
        return liveTasks;
    }

    Results results() {
        return results;
    }

    SharedValues sharedValues() {
        return sharedValues;
    }

    PassingValues passingValues() {
        return passingValues;
    }

    Offload offload() {
        return offload;
    }

    GraphCodec graphs() {
        return graphs;
    }

    ScheduledExecutorService ticker() {
        return ticker;
    }

    /** Runs something short once, after a while; not at all if the plugin is closed before. */
    void later(Duration after, Runnable work) {
        try {
            ticker.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: leases end what would have been released.
        }
    }

    /**
     * {@return the open store} Waits until it is open, as long as a fetch may take; so threads that must not wait look
     * at {@link #isOpen} first. The same holds for what else a running instance is needed for: {@link #cache},
     * {@link #encoder} and {@link #compressesTasks}.
     *
     * @throws io.github.claimcheck.ClaimcheckException if it cannot be opened in that time
     */
    IMapObjectStore store() {
        return open().store;
    }

    /** {@return the cache of encoded objects} Waits as {@link #store} does. */
    ObjectCache cache() {
        return open().cache;
    }

    ILogger logger() {
        return instance.getLoggingService().getLogger(Plugin.class);
    }

    /** {@return whether the store is open, so that the caller need not wait for it} */
    boolean isOpen() {
        return opening.now() != null;
    }

    /** {@return this member's number as a holder of claims; stays when a merge gives the member another UUID} */
    long holderId() {
        return holderId;
    }

    /** {@return whether tasks may travel by reference, if {@link #isReady}} Takes no time. */
    boolean isOn() {
        var known = opening.now();
        return settings.enabled()
                && instance.getLifecycleService().isRunning()
                && (known == null || known.members.allHavePlugin());
    }

    /** {@return whether the cluster can take references now} Waits for the store to open, as a submitter does. */
    boolean isReady() {
        return opensInTime() && open().members.allHavePlugin();
    }

    private boolean opensInTime() {
        try {
            opening.awaitAsSubmitter();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            fallbacks.notOpened(settings.uploadTimeout(), e);
        }
        return false;
    }

    /** Opens the store in the background, unless that is under way. */
    void startOpening() {
        opening.begin();
    }

    /** {@return whether the engine compresses the tasks it writes} Waits as {@link #store} does. */
    boolean compressesTasks() {
        return open().compresses;
    }

    /** {@return what encodes tasks here} Waits as {@link #store} does. */
    TaskEncoder encoder() {
        return open().encoder;
    }

    UUID localUuid() {
        return isClient()
                ? instance.getLocalEndpoint().getUuid()
                : instance.getCluster().getLocalMember().getUuid();
    }

    private Opened open() {
        return opening.await(settings.fetchTimeout());
    }

    private Opened openStore() {
        var store = new IMapObjectStore(instance, settings, ticker);
        var cache = new ObjectCache(store, settings.cacheMaxBytes());
        SerializationConfig config = EngineAccess.serializationConfig(instance);
        var encoder = new TaskEncoder(
                graphs,
                settings.thresholdBytes(),
                settings.chunkPayloadBytes(),
                config.isEnableSharedObject(),
                new RecentObjects(settings.cacheMaxBytes(), ticker));
        var members = new MemberWatch(instance, logger());
        return new Opened(store, cache, encoder, config.isEnableCompression(), members);
    }

    /** The member begins to shut down and is still connected. Waits a few seconds at most. */
    void leave() {
        liveTasks.leaveCluster();
        var known = opening.now();
        if (known != null) {
            results.leave();
            known.store.sendLast();
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        var known = opening.now();
        if (known != null) {
            results.leave();
            known.store.close();
        }
        // Fetches under way still have their time-outs.
        ticker.shutdown();
    }
}
