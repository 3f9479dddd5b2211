package io.github.claimcheck.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes configuration files, as a user would write them.
 *
 * @param directory where they lie
 * @param cluster its name
 * @param ports where members of the cluster may be found
 */
record Configuration(Path directory, String cluster, List<Integer> ports) {

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
              metrics:
                enabled: false
            %s  properties:
                hazelcast.logging.type: jdk
            %s""";

    Path member(String name, int port, Options options) {
        return write(name, MEMBER.formatted(cluster, port, addresses(), options.memberYaml(), properties(options)));
    }

    Path client(String name, Options options) {
        return write(name, CLIENT.formatted(cluster, addresses(), options.clientYaml(), properties(options)));
    }

    private String addresses() {
        return ports.stream().map(port -> "'127.0.0.1:" + port + "'").collect(Collectors.joining(", "));
    }

    private static String properties(Options options) {
        return options.properties().entrySet().stream()
                .map(property -> "    " + property.getKey() + ": '" + property.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    private Path write(String name, String yaml) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(name + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
