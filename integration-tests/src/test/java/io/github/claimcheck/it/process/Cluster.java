package io.github.claimcheck.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Members in JVMs of their own, started by Hazelcast's own starter, programs that use them, and a client in this JVM
 * that knows no plugin.
 */
public final class Cluster implements AutoCloseable {

    private static final String LEDGER = "claimcheck.ledger";
    private static final int MAX_MEMBERS = 24;

    /** Or fewer programs that are several members each, which take the next ports. */
    private static final int MAX_PROGRAMS = 8;

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofMinutes(10);

    /** Members that have stood still remove nothing for three seconds. */
    private static final Duration STALL_BEFORE = Duration.ofSeconds(3);

    /** Much shorter than the lease, which would end what was not released. */
    private static final Duration GRACE = Duration.ofSeconds(24);

    private final Path directory;
    private final Options options;
    private final String name = "it-" + UUID.randomUUID();
    private final List<Integer> ports = Ports.free(MAX_MEMBERS + MAX_PROGRAMS);
    private final List<Jvm> members = new ArrayList<>();
    private final List<Jvm> programs = new ArrayList<>();
    private HazelcastInstance client;

    /**
     * A cluster that has no members yet.
     *
     * @param test names the folder of logs
     * @param options of members and programs that are not given others
     */
    public Cluster(String test, Options options) {
        this.directory = Path.of("target", "it-logs", test).toAbsolutePath();
        this.options = options;
    }

    /** Starts so many members, and waits until they form a cluster. */
    public static Cluster start(String test, int members, Options options) {
        var cluster = new Cluster(test, options);
        try {
            cluster.startMembers(Collections.nCopies(members, options).toArray(Options[]::new));
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a member with each of these options, and waits until all members form a cluster. */
    public void startMembers(Options... each) {
        Stream.of(each).forEach(this::startMember);
        awaitMembers(members.size());
    }

    /** Starts one more member; does not wait until it has joined. */
    public Jvm startMember() {
        return startMember(options);
    }

    private Jvm startMember(Options own) {
        var index = members.size();
        var id = "member-" + index;
        var file = configuration(ports).member(id, ports.get(index), own);
        var command = List.of("-Dhazelcast.config=" + file, "com.hazelcast.core.server.HazelcastMemberStarter");
        var member = Jvm.java(directory, id, own, command);
        members.add(member);
        return member;
    }

    /** Starts a program that finds a member's and a client's configuration where Hazelcast looks for them. */
    public Jvm startProgram(Class<?> main, String... arguments) {
        return startProgram(options, main, arguments);
    }

    /** Starts a program with options of its own. */
    public Jvm startProgram(Options own, Class<?> main, String... arguments) {
        return startProgram(own, ports, main, arguments);
    }

    /** Starts a client that knows some of the members only, for as long as they are a cluster of their own. */
    public Jvm startClientOf(List<Integer> some, Class<?> main, String... arguments) {
        return startProgram(options, some.stream().map(ports::get).toList(), main, arguments);
    }

    private Jvm startProgram(Options own, List<Integer> known, Class<?> main, String... arguments) {
        var index = programs.size();
        var id = main.getSimpleName() + "-" + index;
        var asMember = configuration(ports).member(id + "-member", ports.get(MAX_MEMBERS + index), own);
        var asClient = configuration(known).client(id + "-client", own);
        var command = new ArrayList<>(
                List.of("-Dhazelcast.config=" + asMember, "-Dhazelcast.client.config=" + asClient, main.getName()));
        command.addAll(List.of(arguments));
        var program = Jvm.java(directory, id, own, command);
        programs.add(program);
        return program;
    }

    private Configuration configuration(List<Integer> known) {
        return new Configuration(directory, name, known);
    }

    /** Runs a program to its end and returns what it printed to its standard output. */
    public List<String> run(Class<?> main, String... arguments) {
        return startProgram(main, arguments).awaitSuccess(END).outputLines();
    }

    /** {@return the cluster name in the configurations} */
    public String name() {
        return name;
    }

    /** {@return the folder of configurations and logs} */
    public Path directory() {
        return directory;
    }

    public int port(int member) {
        return ports.get(member);
    }

    public Jvm member(int index) {
        return members.get(index);
    }

    public List<Jvm> aliveMembers() {
        return members.stream().filter(Jvm::isAlive).toList();
    }

    /** Waits until exactly {@code count} members are alive and form a cluster. */
    public void awaitMembers(int count) {
        await("cluster of " + count + ", logs in " + directory)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> aliveMembers().size() == count
                        && client().getCluster().getMembers().size() == count);
    }

    /** {@return a client in this JVM, without the plugin} */
    public HazelcastInstance client() {
        if (client == null) {
            var config = new ClientConfig().setClusterName(name);
            ports.subList(0, members.size())
                    .forEach(port -> config.getNetworkConfig().addAddress("127.0.0.1:" + port));
            config.getMetricsConfig().setEnabled(false);
            config.getConnectionStrategyConfig()
                    .getConnectionRetryConfig()
                    .setClusterConnectTimeoutMillis(START.toMillis());
            client = HazelcastClient.newHazelcastClient(config);
        }
        return client;
    }

    /** Forgets what the client in this JVM knows of the cluster. */
    public void reconnect() {
        if (client != null) {
            client.shutdown();
            client = null;
        }
    }

    /** {@return how many entries each of the plugin's maps holds} */
    public Map<String, Integer> storedEntries() {
        var sizes = new TreeMap<String, Integer>();
        // Is not among those that the engine lists, as long as nobody asks for it.
        sizes.put(LEDGER, client().getMap(LEDGER).size());
        for (var object : client().getDistributedObjects()) {
            if (object instanceof IMap<?, ?> map && map.getName().startsWith("claimcheck.")) {
                sizes.put(map.getName(), map.size());
            }
        }
        return sizes;
    }

    /** Waits until nothing is stored: as long as promised, and for longer only if the machine stands still. */
    public void awaitEmptyStore(Duration promised) {
        var start = System.nanoTime();
        await("empty claimcheck maps")
                .atMost(promised.plus(GRACE))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(storedEntries())
                        .allSatisfy((map, entries) -> assertThat(entries).isZero()));
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (!Stalls.seenSince(start - STALL_BEFORE.toNanos())) {
            assertThat(took).as("time until the store was empty").isLessThan(promised);
        }
    }

    /** {@return all WARNING and SEVERE lines of members and programs that name the plugin} */
    public List<String> pluginWarnings() {
        return Stream.concat(members.stream(), programs.stream())
                .flatMap(jvm -> jvm.logText().lines())
                .filter(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"))
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("claimcheck"))
                .toList();
    }

    @Override
    public void close() {
        reconnect();
        programs.forEach(Jvm::close);
        members.forEach(Jvm::close);
    }
}
