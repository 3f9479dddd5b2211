package io.github.claimcheck.hazelcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.config.ServiceConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.services.GracefulShutdownAwareService;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Members over loopback in this process, with the plugin, and clients. */
public class TestCluster implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** Far less than the leases for which an object would stay that is leaked. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** For so long a member removes nothing after it stood still. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final String name = "test-" + UUID.randomUUID();
    private final Map<String, String> properties = new HashMap<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<HazelcastInstance> members = new ArrayList<>();
    private final List<HazelcastInstance> clients = new ArrayList<>();

    private final Consumer<Config> change;

    /** Takes settings as pairs of a name without the prefix and a value. */
    public TestCluster(int memberCount, String... settings) {
        this(memberCount, config -> {}, settings);
    }

    /** Changes each member's configuration before it starts. */
    public TestCluster(int memberCount, Consumer<Config> change, String... settings) {
        this.change = change;
        properties.put("claimcheck.linger", "300ms");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put("claimcheck." + settings[i], settings[i + 1]);
        }
        for (int i = 0; i < memberCount; i++) {
            startMember();
        }
        // The first use assigns the partitions, which is not to count as the plugin's time.
        anyMember().getMap("warm-up").clear();
    }

    /** For instances that are started from now on. */
    public final void set(String setting, String value) {
        properties.put("claimcheck." + setting, value);
    }

    public final HazelcastInstance startMember() {
        return startMember((timeout, unit) -> true);
    }

    /** Starts a member that, when it is shut down, does not leave before {@code leaving} returns. */
    public final HazelcastInstance startMember(GracefulShutdownAwareService leaving) {
        ports.add(freePort());
        var config = new Config().setClusterName(name);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        properties.forEach(config::setProperty);
        var network = config.getNetworkConfig().setPort(ports.get(ports.size() - 1));
        // On a port that the others do not know it would be a cluster of its own.
        network.setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        var join = network.getJoin().getTcpIpConfig().setEnabled(true);
        ports.forEach(port -> join.addMember(address(port)));
        var service = new ServiceConfig().setEnabled(true).setName("leaving").setImplementation(leaving);
        ConfigAccessor.getServicesConfig(config).addServiceConfig(service);
        change.accept(config);
        members.add(Hazelcast.newHazelcastInstance(config));
        return member(members.size() - 1);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final HazelcastInstance startClient() {
        return startClient(config -> {});
    }

    /** Starts a client that is connected to one member, which passes on what is for others. */
    @SuppressWarnings("deprecation") // What replaces it is not in all supported versions.
    public final HazelcastInstance startClientOf(int member, Consumer<ClientConfig> change) {
        return startClient(config -> {
            config.getNetworkConfig().setSmartRouting(false).setAddresses(List.of(address(ports.get(member))));
            change.accept(config);
        });
    }

    /** As above, without any change. */
    public final HazelcastInstance startClientOf(int member) {
        return startClientOf(member, config -> {});
    }

    public final HazelcastInstance startClient(Consumer<ClientConfig> change) {
        var config = new ClientConfig().setClusterName(name);
        config.setProperty("hazelcast.logging.type", "none");
        properties.forEach(config::setProperty);
        config.getNetworkConfig()
                .setAddresses(ports.stream().map(TestCluster::address).toList());
        change.accept(config);
        clients.add(HazelcastClient.newHazelcastClient(config));
        return clients.get(clients.size() - 1);
    }

    private static String address(int port) {
        return LOOPBACK + ":" + port;
    }

    public final HazelcastInstance member(int index) {
        return members.get(index);
    }

    public final Settings settings() {
        return Settings.parse(
                properties::get, properties.keySet(), Runtime.getRuntime().maxMemory());
    }

    public final HazelcastInstance anyMember() {
        return members.stream()
                .filter(member -> member.getLifecycleService().isRunning())
                .findFirst()
                .orElseThrow();
    }

    /** As a user might, by accident. */
    public final void clear() {
        maps().forEach(IMap::clear);
    }

    /** All of the plugin's; the engine does not list each of them. */
    private List<IMap<Object, Object>> maps() {
        return Stream.of(StoreMaps.CHUNKS, StoreMaps.UNBACKED, StoreMaps.OBJECTS, StoreMaps.LEDGER)
                .map(anyMember()::getMap)
                .toList();
    }

    private Map<String, Integer> sizes() {
        return maps().stream().collect(Collectors.toMap(IMap::getName, IMap::size));
    }

    /** {@return how many objects are stored from now on} The last ones may count late. */
    public final AtomicInteger countStored() {
        var count = new AtomicInteger();
        EntryAddedListener<Object, Object> counting = event -> count.incrementAndGet();
        anyMember().getMap(StoreMaps.OBJECTS).addEntryListener(counting, false);
        return count;
    }

    /** Fails if it takes longer than promised, unless that is because the machine stood still. */
    public final void awaitEmpty(Duration promised) {
        long began = System.nanoTime();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(sizes())
                        .as("entries of each map")
                        .allSatisfy((map, size) -> assertThat(size).isZero()));
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (!Stalls.since(began - PAUSE.toNanos())) {
            assertThat(took).as("until nothing was left").isLessThan(promised);
        }
    }

    @Override
    public void close() {
        clients.forEach(client -> client.getLifecycleService().terminate());
        members.forEach(member -> member.getLifecycleService().terminate());
    }
}
