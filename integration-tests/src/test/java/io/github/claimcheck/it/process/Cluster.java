package io.github.claimcheck.it.process;

import io.github.claimcheck.it.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Members in JVMs of their own, each with a class path and settings of its own, and programs that use them. */
public final class Cluster implements AutoCloseable {

    private static final int MAX_MEMBERS = 6;
    private static final Duration START = Duration.ofSeconds(90);
    private static final String MEMBER = """
            hazelcast:
              cluster-name: %s
              network:
                port:
                  port: %d
                  auto-increment: false
                interfaces:
                  enabled: true
                  interfaces: [127.0.0.1]
                join:
                  multicast:
                    enabled: false
                  auto-detection:
                    enabled: false
                  tcp-ip:
                    enabled: true
                    member-list: [%s]
              metrics:
                enabled: false
              jet:
                enabled: false
            %s  properties:
                hazelcast.logging.type: jdk
                hazelcast.socket.bind.any: 'false'
            %s""";
    private static final String CLIENT = """
            hazelcast-client:
              cluster-name: %s
              network:
                cluster-members: [%s]
              connection-strategy:
                connection-retry:
                  cluster-connect-timeout-millis: 60000
            %s  properties:
                hazelcast.logging.type: jdk
            %s""";

    private final String name = "it-" + UUID.randomUUID();
    private final List<Integer> ports = Ports.free(MAX_MEMBERS);
    private final Path directory;
    private final List<Jvm> members = new ArrayList<>();
    private final List<Jvm> programs = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    public Cluster(Class<?> test) {
        directory = Path.of("target", "it-logs", test.getSimpleName()).toAbsolutePath();
    }

    /** Gives an option to every JVM that is started from here on. */
    public Cluster option(String option) {
        options.add(option);
        return this;
    }

    private List<String> with(String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }

    /** Starts one more member and waits until all that were started form one cluster. */
    public Cluster member(List<Path> classPath, Map<String, String> properties, String moreYaml) {
        var config = memberConfig(properties, moreYaml);
        var id = "member-" + members.size();
        members.add(Jvm.java(
                directory.resolve(id + ".log"),
                classPath,
                with("-Dhazelcast.config=" + config),
                "com.hazelcast.core.server.HazelcastMemberStarter"));
        var formed = "Members {size:" + members.size();
        members.forEach(member -> member.awaitOutput(formed, START));
        return this;
    }

    /** Starts a program that finds a member's and a client's configuration where Hazelcast looks for them. */
    public Jvm program(
            List<Path> classPath, Map<String, String> properties, String moreYaml, Class<?> main, String... arguments) {
        var id = main.getSimpleName() + "-" + programs.size();
        var client = write(id + "-client", CLIENT.formatted(name, addresses(), moreYaml, lines(properties)));
        var program = Jvm.java(
                directory.resolve(id + ".log"),
                classPath,
                with("-Dhazelcast.client.config=" + client, "-Dhazelcast.config=" + memberConfig(properties, moreYaml)),
                main.getName(),
                arguments);
        programs.add(program);
        return program;
    }

    private Path memberConfig(Map<String, String> properties, String moreYaml) {
        int index = members.size() + programs.size();
        var yaml = MEMBER.formatted(name, ports.get(index), addresses(), moreYaml, lines(properties));
        return write("member-config-" + index, yaml);
    }

    /** {@return what all members printed} */
    public String memberOutput() {
        var all = new StringBuilder();
        members.forEach(member -> all.append(member.output()));
        return all.toString();
    }

    private String addresses() {
        return String.join(
                ", ", ports.stream().map(port -> "'127.0.0.1:" + port + "'").toList());
    }

    private static String lines(Map<String, String> properties) {
        var yaml = new StringBuilder();
        properties.forEach((key, value) ->
                yaml.append("    ").append(key).append(": '").append(value).append("'\n"));
        return yaml.toString();
    }

    private Path write(String id, String yaml) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(id + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        programs.forEach(Jvm::close);
        members.forEach(Jvm::close);
    }
}
