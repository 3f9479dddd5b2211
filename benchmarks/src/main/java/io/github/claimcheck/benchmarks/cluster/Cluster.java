package io.github.claimcheck.benchmarks.cluster;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.benchmarks.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Recorder;

/** Two members and a client on this machine, each a process of its own. Not thread-safe. */
public final class Cluster implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final int MEMBERS = 2;

    private final ClusterSpec spec;
    private final ClusterOptions options;
    private final List<String> ports;
    private final List<JavaProcess> members = new ArrayList<>();
    private JavaProcess client;
    private JavaProcess neighbour;

    private Cluster(ClusterSpec spec, ClusterOptions options) throws IOException {
        this.spec = spec;
        this.options = options;
        this.ports = freePorts();
    }

    /** Starts the members; {@link #awaitStart} waits for them, and several clusters may start at once. */
    public static Cluster start(ClusterSpec spec, ClusterOptions options) throws IOException {
        var cluster = new Cluster(spec, options);
        for (var port : cluster.ports) {
            cluster.members.add(cluster.process(
                    "member-" + port, options.memberHeap(), MemberMain.class, Stream.of(cluster.name(), port)));
        }
        return cluster;
    }

    /** Waits for the members and starts the client. */
    public void awaitStart() throws IOException {
        for (var member : members) {
            member.line();
        }
        client = client("client");
    }

    private JavaProcess client(String name) throws IOException {
        return process(name, options.clientHeap(), ClientMain.class, Stream.of(name()));
    }

    private JavaProcess process(String name, String heap, Class<?> main, Stream<String> arguments) throws IOException {
        var settings = new TreeMap<>(spec.plugin() ? options.settings() : Map.of());
        settings.putAll(spec.settings());
        var properties =
                settings.entrySet().stream().map(setting -> "-D" + setting.getKey() + "=" + setting.getValue());
        var all = Stream.of(Stream.of("-Xmx" + heap), properties, Stream.of(main.getName()), arguments, ports.stream())
                .flatMap(part -> part)
                .toList();
        return new JavaProcess(classPath(), all, options.logs().resolve(spec.fileName() + "-" + name + ".log"));
    }

    private String name() {
        return "benchmark-" + ports.get(0);
    }

    /** Runs one round and measures it. */
    public Sample run(Workload workload, long seed, boolean collectFirst) throws IOException {
        var before = Cost.of(members, client);
        members.forEach(JavaProcess::resetPeakResidentBytes);
        client.resetPeakResidentBytes();
        var reply = client.ask(new Order.Run(workload, seed, collectFirst));
        return Cost.of(members, client).since(before, reply);
    }

    /** Runs one round while another client reads small entries, and measures both. */
    public Sample runBesideNeighbour(Workload workload, long seed) throws IOException {
        if (neighbour == null) {
            neighbour = client("neighbour");
        }
        neighbour.ask(new Order.StartReading());
        var sample = run(workload, seed, false);
        return sample.withNeighbour(neighbour.ask(new Order.StopReading()).value());
    }

    /** What the benchmark's own code needs, the engine, and the drop-in jar or nothing of the plugin. */
    private String classPath() {
        var needed = Stream.of(
                        Cluster.class,
                        HazelcastInstance.class,
                        JsonMapper.class,
                        JsonParser.class,
                        JsonTypeInfo.class,
                        Recorder.class)
                .map(Cluster::location);
        var plugin = spec.plugin() ? Stream.of(options.jar()) : Stream.<Path>empty();
        return Stream.concat(needed, plugin).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> freePorts() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < MEMBERS) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HOST)));
            }
            return sockets.stream().map(socket -> "" + socket.getLocalPort()).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var process :
                Stream.concat(Stream.of(client, neighbour), members.stream()).toList()) {
            if (process != null) {
                process.close();
            }
        }
    }
}
