package io.github.claimcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Jvm;
import io.github.claimcheck.it.process.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Does what the README's install section says to Hazelcast's own distribution. */
final class DistributionIT {

    private static final String VERSION = "5.5.0";
    private static final Path HOME =
            Path.of("target", "distribution", "hazelcast-" + VERSION + "-slim").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private final Cluster cluster = new Cluster(
            "DistributionIT",
            Options.PLUGIN
                    .withClassPath(Jars.user(), Jars.engine(VERSION), Jars.plugin())
                    .with("claimcheck.threshold", "50KB"));
    private final List<Jvm> members = new ArrayList<>();

    @AfterEach
    void stop() {
        cluster.close();
        members.forEach(Jvm::close);
    }

    @Test
    void hzStart_jarInUserLib_carriesTasksByReference() throws IOException {
        install();
        startMember(0);
        startMember(1);
        members.forEach(member -> member.awaitPrinted("Members {size:2", START));

        var output = cluster.startProgram(DistributionProgram.class)
                .awaitSuccess(Duration.ofMinutes(2))
                .printed();

        assertThat(output).contains("sums right=true", "results right=true", "store emptied=true", "done");
        assertThat(output).doesNotContain("stored entries=0.");
        for (var member : members) {
            assertThat(member.printed()).containsPattern("Claimcheck \\S+: enabled=true, threshold=50KB");
            assertThat(member.printed().lines())
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
        var addresses = "<member>127.0.0.1:%d</member><member>127.0.0.1:%d</member>"
                .formatted(cluster.port(0), cluster.port(1));
        var settings = "<properties><property name=\"claimcheck.threshold\">50KB</property>"
                + "<property name=\"claimcheck.linger\">2s</property>";
        Files.writeString(
                file,
                Files.readString(released)
                        .replaceFirst("<properties>", settings)
                        .replace("<member>127.0.0.1</member>", addresses)
                        .replaceFirst("<cluster-name>dev<", "<cluster-name>" + cluster.name() + "<"));
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

    private void startMember(int index) {
        var environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS",
                "-Xmx384m -Dhazelcast.phone.home.enabled=false",
                "HZ_NETWORK_PORT_PORT",
                String.valueOf(cluster.port(index)),
                "HZ_NETWORK_PORT_AUTOINCREMENT",
                "false");
        var hz = HOME.resolve("bin/hz").toString();
        var member = Jvm.start(cluster.directory(), "member-" + index, environment, List.of(hz, "start"));
        members.add(member);
        member.awaitPrinted("Members {size:", START);
    }
}
