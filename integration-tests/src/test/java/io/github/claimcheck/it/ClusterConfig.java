package io.github.claimcheck.it;

import java.util.List;
import java.util.Map;

/** Writes the configuration files of members and clients, as a user would write them. */
final class ClusterConfig {

    private static final String SERIALIZATION = """
              serialization:
                data-serializable-factories:
                  - factory-id: 7
                    class-name: io.github.claimcheck.it.program.UserFactories$Identified
                portable-factories:
                  - factory-id: 8
                    class-name: io.github.claimcheck.it.program.UserFactories$Portables
                compact-serialization:
                  serializers:
                    - serializer: io.github.claimcheck.it.program.UserFactories$CompactTaskSerializer
                serializers:
                  - type-class: io.github.claimcheck.it.program.SerializerTasks$UserSerialized
                    class-name: io.github.claimcheck.it.program.UserFactories$UserTaskSerializer
            """;

    private ClusterConfig() {}

    static String member(String cluster, int port, List<Integer> ports, Map<String, String> properties) {
        var yaml = new StringBuilder("hazelcast:\n");
        yaml.append("  cluster-name: ").append(cluster).append('\n');
        yaml.append("  network:\n    port:\n      port: ").append(port).append("\n      auto-increment: false\n");
        yaml.append("    interfaces:\n      enabled: true\n      interfaces: [127.0.0.1]\n");
        yaml.append(
                "    join:\n      multicast:\n        enabled: false\n      auto-detection:\n        enabled: false\n");
        yaml.append("      tcp-ip:\n        enabled: true\n        member-list: [")
                .append(addresses(ports))
                .append("]\n");
        yaml.append("  metrics:\n    enabled: false\n");
        yaml.append("  jet:\n    enabled: false\n");
        yaml.append(
                "  executor-service:\n    single:\n      pool-size: 1\n    tiny:\n      pool-size: 1\n      queue-capacity: 1\n");
        yaml.append("  durable-executor-service:\n    default:\n      pool-size: 8\n      durability: 1\n");
        yaml.append(SERIALIZATION);
        return yaml.append(properties(properties)).toString();
    }

    static String client(String cluster, List<Integer> ports, Map<String, String> properties) {
        var yaml = new StringBuilder("hazelcast-client:\n");
        yaml.append("  cluster-name: ").append(cluster).append('\n');
        yaml.append("  network:\n    cluster-members: [")
                .append(addresses(ports))
                .append("]\n");
        yaml.append("  metrics:\n    enabled: false\n");
        yaml.append(SERIALIZATION);
        return yaml.append(properties(properties)).toString();
    }

    private static String addresses(List<Integer> ports) {
        return String.join(
                ", ", ports.stream().map(port -> "'127.0.0.1:" + port + "'").toList());
    }

    private static String properties(Map<String, String> properties) {
        var yaml = new StringBuilder(
                "  properties:\n    hazelcast.logging.type: jdk\n    hazelcast.socket.bind.any: 'false'\n");
        properties.forEach((name, value) ->
                yaml.append("    ").append(name).append(": '").append(value).append("'\n"));
        return yaml.toString();
    }
}
