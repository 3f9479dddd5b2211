package io.github.claimcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.Ports;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Does what the README's install section says to Hazelcast's own distribution. */
final class DistributionIT {

    private static final String VERSION = "5.5.0";
    private static final Path HOME =
            Path.of("target", "distribution", "hazelcast-" + VERSION + "-slim").toAbsolutePath();
    private static final Path LOGS =
            Path.of("target", "it-logs", "DistributionIT").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private final String cluster = "distribution-" + UUID.randomUUID();
    private final List<Integer> ports = Ports.free(2);
    private final List<Jvm> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Jvm::close);
    }

    @Test
    void hzStart_jarInUserLib_carriesTasksByReference() throws IOException {
        install();
        startMember(0);
        startMember(1).awaitOutput("Members {size:2", START);
        started.get(0).awaitOutput("Members {size:2", START);

        var output = client().result(Duration.ofMinutes(2));

        assertThat(output).contains("sums right=true", "results right=true", "store emptied=true", "done");
        assertThat(output).doesNotContain("stored entries=0.");
        for (var member : started.subList(0, 2)) {
            assertThat(member.output()).containsPattern("Claimcheck \\S+: enabled=true, threshold=50KB");
            assertThat(member.output().lines())
                    .filteredOn(line -> line.contains("laimcheck"))
                    .noneMatch(line -> line.contains("WARN") || line.contains("ERROR") || line.contains("Exception"));
        }
    }

    /** The jar, the user's own classes, and two settings. */
    private void install() throws IOException {
        var userLib = HOME.resolve("bin/user-lib");
        Files.copy(Jars.plugin(), userLib.resolve("claimcheck-hazelcast.jar"), StandardCopyOption.REPLACE_EXISTING);
        copyUserClasses(userLib);
        for (var script : List.of("hz", "hz-start", "hz-stop")) {
            assertThat(HOME.resolve("bin").resolve(script).toFile().setExecutable(true))
                    .isTrue();
        }
        var released = HOME.resolve("config/hazelcast.xml.released");
        var file = HOME.resolve("config/hazelcast.xml");
        if (!Files.exists(released)) {
            Files.copy(file, released);
        }
        var members = ports.stream()
                .map(port -> "<member>127.0.0.1:" + port + "</member>")
                .collect(Collectors.joining());
        var settings = "<properties><property name=\"claimcheck.threshold\">50KB</property>"
                + "<property name=\"claimcheck.linger\">2s</property>";
        Files.writeString(
                file,
                Files.readString(released)
                        .replaceFirst("<properties>", settings)
                        .replace("<member>127.0.0.1</member>", members)
                        .replaceFirst("<cluster-name>dev<", "<cluster-name>" + cluster + "<"));
    }

    private static void copyUserClasses(Path userLib) throws IOException {
        var folder = DistributionProgram.class.getPackageName().replace('.', '/');
        Files.createDirectories(userLib.resolve(folder));
        try (var classes = Files.list(Jars.user().resolve(folder))) {
            for (var file : classes.toList()) {
                Files.copy(
                        file, userLib.resolve(folder).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Jvm startMember(int index) {
        var environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS",
                "-Xmx384m -Dhazelcast.phone.home.enabled=false",
                "HZ_NETWORK_PORT_PORT",
                String.valueOf(ports.get(index)),
                "HZ_NETWORK_PORT_AUTOINCREMENT",
                "false");
        var hz = HOME.resolve("bin/hz").toString();
        var member = Jvm.start(LOGS.resolve("member-" + index + ".log"), environment, List.of(hz, "start"));
        started.add(member);
        return member.awaitOutput("Members {size:", START);
    }

    private Jvm client() throws IOException {
        var yaml = Files.writeString(LOGS.resolve("client.yaml"), """
                hazelcast-client:
                  cluster-name: %s
                  network:
                    cluster-members: ['127.0.0.1:%d']
                  properties:
                    claimcheck.threshold: 50KB
                """.formatted(cluster, ports.get(0)));
        var options = List.of("-Dhazelcast.client.config=" + yaml);
        var client = Jvm.java(
                LOGS.resolve("client.log"),
                List.of(Jars.user(), Jars.engine(VERSION), Jars.plugin()),
                options,
                DistributionProgram.class.getName());
        started.add(client);
        return client;
    }
}
