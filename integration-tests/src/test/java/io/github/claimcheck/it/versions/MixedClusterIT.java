package io.github.claimcheck.it.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever lacks the jar, or has another version of the engine, gets right results; by reference where all can. */
final class MixedClusterIT {

    private static final List<Path> STOCK = List.of(Jars.user(), Jars.engine());
    private static final List<Path> PLUGIN = List.of(Jars.user(), Jars.engine(), Jars.plugin());
    private static final Map<String, String> NONE = Map.of();

    private final Cluster cluster = new Cluster(MixedClusterIT.class);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void clientWithJar_membersWithout_tasksTravelInline() {
        cluster.member(STOCK, NONE, "").member(STOCK, NONE, "");

        assertThat(run(PLUGIN, NONE)).contains("stored=false");
    }

    @Test
    void clientWithJar_oneMemberWithout_tasksTravelInline() {
        cluster.member(PLUGIN, NONE, "").member(STOCK, NONE, "");

        assertThat(run(PLUGIN, NONE)).contains("stored=false");
    }

    @Test
    void clientWithoutJar_membersWith_tasksTravelInline() {
        cluster.member(PLUGIN, NONE, "").member(PLUGIN, NONE, "");

        assertThat(run(STOCK, NONE)).contains("stored=false");
        assertThat(run(PLUGIN, Map.of("claimcheck.enabled", "false"))).contains("stored=false");
        assertThat(run(PLUGIN, NONE)).contains("stored=true");
    }

    @Test
    void clientOfOtherVersion_membersWithJar_tasksTravelByReference() {
        cluster.member(PLUGIN, NONE, "").member(PLUGIN, NONE, "");

        assertThat(run(with(Jars.engine("5.6.0")), NONE)).contains("stored=true");
        assertThat(run(with(Jars.engine("5.5.0")), NONE)).contains("stored=true");
    }

    @Test
    void disabledMembers_clientWithJar_readWhatOthersSend() {
        var disabled = Map.of("claimcheck.enabled", "false");
        cluster.member(PLUGIN, disabled, "").member(PLUGIN, disabled, "");

        run(PLUGIN, NONE);
    }

    private static List<Path> with(Path engine) {
        return List.of(Jars.user(), engine, Jars.plugin());
    }

    private String run(List<Path> classPath, Map<String, String> properties) {
        var output =
                cluster.program(classPath, properties, "", MixedProgram.class).result(Duration.ofMinutes(2));
        assertThat(output)
                .contains("sum right=true", "back right=true", "durable right=true", "scheduled right=true", "done")
                .doesNotContain("right=false");
        assertThat(cluster.memberOutput()).doesNotContain("There is no suitable de-serializer");
        return output;
    }
}
