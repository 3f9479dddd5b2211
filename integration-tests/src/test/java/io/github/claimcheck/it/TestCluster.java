package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.YamlClientConfigBuilder;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Members in JVMs of their own, started by Hazelcast's own starter, and a client in this JVM that knows no plugin. */
final class TestCluster implements AutoCloseable {

    private static final int MAX_MEMBERS = 24;
    private static final Duration START = Duration.ofSeconds(90);

    private final Options options;
    private final String name = "it-" + UUID.randomUUID();
    private final List<Integer> ports = Ports.free(MAX_MEMBERS);
    private final List<ChildJvm> members = new ArrayList<>();
    private final List<ChildJvm> programs = new ArrayList<>();
    private HazelcastInstance client;

    /**
     * How to start a cluster.
     *
     * @param test names the folder of logs
     * @param jvm options of all JVMs, at least their heap
     * @param plugin whether the drop-in jar is on the class path of members, and by default of programs
     * @param properties settings in the members' and programs' configuration files
     */
    record Options(String test, boolean plugin, int members, List<String> jvm, Map<String, String> properties) {

        static Options of(Class<?> test) {
            return new Options(
                    test.getSimpleName(),
                    true,
                    3,
                    List.of("-Xmx384m"),
                    Map.of("claimcheck.linger", "1s", "claimcheck.lease", "10s"));
        }

        Options withMembers(int count) {
            return new Options(test, plugin, count, jvm, properties);
        }

        Options withJvm(String... jvmOptions) {
            return new Options(test, plugin, members, List.of(jvmOptions), properties);
        }

        Options with(String property, String value) {
            var all = new TreeMap<>(properties);
            all.put(property, value);
            return new Options(test, plugin, members, jvm, all);
        }

        Options withoutPlugin() {
            return new Options(test + "-stock", false, members, jvm, Map.of());
        }

        private List<String> jvmWith(String... options) {
            var all = new ArrayList<>(jvm);
            all.addAll(List.of(options));
            return all;
        }

        Options named(String suffix) {
            return new Options(test + "-" + suffix, plugin, members, jvm, properties);
        }
    }

    private TestCluster(Options options) {
        this.options = options;
    }

    static TestCluster start(Options options) {
        var cluster = new TestCluster(options);
        try {
            for (var i = 0; i < options.members(); i++) {
                cluster.startMember();
            }
            if (options.members() > 0) {
                cluster.awaitMembers(options.members());
            }
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts one more member; does not wait until it has joined. */
    ChildJvm startMember() {
        return startMember(options.plugin());
    }

    /** Starts a member with more options for its JVM, of which later ones win. */
    ChildJvm startMember(boolean plugin, String... jvmOptions) {
        var index = members.size();
        var yaml = ClusterConfig.member(name, ports.get(index), ports, plugin ? options.properties() : Map.of());
        var jvm = options.jvmWith(jvmOptions);
        jvm.add("-Dhazelcast.config=" + write("member-" + index, yaml));
        var member = ChildJvm.start(
                directory(),
                "member-" + index,
                ClassPath.with(plugin),
                jvm,
                List.of("com.hazelcast.core.server.HazelcastMemberStarter"));
        members.add(member);
        return member;
    }

    ChildJvm member(int index) {
        return members.get(index);
    }

    int port(int index) {
        return ports.get(index);
    }

    List<ChildJvm> aliveMembers() {
        return members.stream().filter(ChildJvm::isAlive).toList();
    }

    /** Kills the member that runs as this process. */
    void kill(long pid) {
        members.stream()
                .filter(member -> member.pid() == pid)
                .findAny()
                .orElseThrow()
                .kill();
    }

    /** Kills a member, and starts another when the cluster has noticed. */
    void replaceOneMember(Random random) {
        var alive = aliveMembers();
        alive.get(random.nextInt(alive.size())).kill();
        awaitMembers(alive.size() - 1);
        startMember();
        awaitMembers(alive.size());
    }

    /** Shuts down a member that is still there, as an operator would. */
    void terminateOneMember() {
        aliveMembers().get(0).terminate();
    }

    /** Waits until the cluster has exactly {@code count} members. */
    void awaitMembers(int count) {
        await("cluster of " + count + ", logs in " + directory())
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> aliveMembers().size() >= Math.min(count, 1)
                        && client().getCluster().getMembers().size() == count);
    }

    /** {@return a client in this JVM, without the plugin} */
    HazelcastInstance client() {
        if (client == null) {
            var yaml = ClusterConfig.client(name, ports, Map.of());
            var config = new YamlClientConfigBuilder(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                    .build();
            config.getConnectionStrategyConfig()
                    .getConnectionRetryConfig()
                    .setClusterConnectTimeoutMillis(START.toMillis());
            client = HazelcastClient.newHazelcastClient(config);
        }
        return client;
    }

    /** Forgets what the client in this JVM knows of the cluster. */
    void reconnect() {
        if (client != null) {
            client.shutdown();
            client = null;
        }
    }

    /** Starts a program in a JVM of its own. Its role, {@code client} or {@code member}, is its first argument. */
    ChildJvm startProgram(String role, Class<?> main, String... arguments) {
        return startProgram(options.plugin(), Map.of(), role, main, arguments);
    }

    ChildJvm startProgram(boolean plugin, Map<String, String> more, String role, Class<?> main, String... arguments) {
        return startProgram(ports, plugin, more, role, main, arguments);
    }

    /** Starts a client that knows some of the members only, for as long as they are a cluster of their own. */
    ChildJvm startClientOf(List<Integer> some, Class<?> main, String... arguments) {
        return startProgram(
                some.stream().map(ports::get).toList(), options.plugin(), Map.of(), "client", main, arguments);
    }

    private ChildJvm startProgram(
            List<Integer> known,
            boolean plugin,
            Map<String, String> more,
            String role,
            Class<?> main,
            String... arguments) {
        var id = role + "-" + main.getSimpleName() + "-" + programs.size();
        var properties = new TreeMap<>(plugin ? options.properties() : Map.of());
        properties.putAll(more);
        var member = role.equals("member");
        var yaml = member
                ? ClusterConfig.member(name, ports.get(MAX_MEMBERS - 1 - programs.size() % 3), ports, properties)
                : ClusterConfig.client(name, known, properties);
        var property = member ? "hazelcast.config" : "hazelcast.client.config";
        var command = new ArrayList<>(List.of(main.getName(), role));
        command.addAll(List.of(arguments));
        var program = ChildJvm.start(
                directory(),
                id,
                ClassPath.with(plugin),
                options.jvmWith("-D" + property + "=" + write(id, yaml)),
                command);
        programs.add(program);
        return program;
    }

    /** Runs a program to its end and returns what it printed. */
    List<String> run(String role, Class<?> main, String... arguments) {
        var program = startProgram(role, main, arguments);
        assertThat(program.exitCode(240)).as("exit code, see %s", program.log()).isZero();
        return program.outputLines();
    }

    /** {@return how many entries each of the plugin's maps holds} */
    Map<String, Integer> storedEntries() {
        var sizes = new TreeMap<String, Integer>();
        for (var object : client().getDistributedObjects()) {
            if (object instanceof IMap<?, ?> map && map.getName().startsWith("claimcheck.")) {
                sizes.put(map.getName(), map.size());
            }
        }
        return sizes;
    }

    void awaitEmptyStore(Duration atMost) {
        await("empty claimcheck maps")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(storedEntries())
                        .allSatisfy((map, entries) -> assertThat(entries).isZero()));
    }

    /** {@return all WARNING and SEVERE lines of members and programs that name the plugin} */
    List<String> pluginWarnings() {
        var jvms = new ArrayList<>(members);
        jvms.addAll(programs);
        return jvms.stream()
                .flatMap(jvm -> jvm.logText().lines())
                .filter(line -> line.startsWith("WARNING") || line.startsWith("SEVERE"))
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("claimcheck"))
                .toList();
    }

    Path directory() {
        return Path.of("target", "it-logs", options.test()).toAbsolutePath();
    }

    private Path write(String file, String yaml) {
        try {
            Files.createDirectories(directory());
            return Files.writeString(directory().resolve(file + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reconnect();
        programs.forEach(ChildJvm::close);
        members.forEach(ChildJvm::close);
    }
}
