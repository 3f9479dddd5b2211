package io.github.claimcheck.it.versions;

import static io.github.claimcheck.it.process.Options.PLUGIN;
import static io.github.claimcheck.it.process.Options.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever lacks the jar, or has another version of the engine, gets right results; by reference where all can. */
final class MixedClusterIT {

    private final Cluster cluster = new Cluster("MixedClusterIT", PLUGIN);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void clientWithJar_membersWithout_tasksTravelInline() {
        cluster.startMembers(STOCK, STOCK);

        assertThat(run(PLUGIN)).contains("stored=false");
    }

    @Test
    void clientWithJar_oneMemberWithout_tasksTravelInline() {
        cluster.startMembers(PLUGIN, STOCK);

        assertThat(run(PLUGIN)).contains("stored=false");
    }

    @Test
    void clientWithoutJar_membersWith_tasksTravelInline() {
        cluster.startMembers(PLUGIN, PLUGIN);

        assertThat(run(STOCK)).contains("stored=false");
        assertThat(run(PLUGIN.with("claimcheck.enabled", "false"))).contains("stored=false");
        assertThat(run(PLUGIN)).contains("stored=true");
    }

    @Test
    void clientOfOtherVersion_membersWithJar_tasksTravelByReference() {
        cluster.startMembers(PLUGIN, PLUGIN);

        assertThat(run(withEngine("5.6.0"))).contains("stored=true");
        assertThat(run(withEngine("5.5.0"))).contains("stored=true");
    }

    @Test
    void disabledMembers_clientWithJar_readWhatOthersSend() {
        var disabled = PLUGIN.with("claimcheck.enabled", "false");
        cluster.startMembers(disabled, disabled);

        assertThat(run(PLUGIN)).contains("stored=true");
    }

    private static Options withEngine(String version) {
        return PLUGIN.withClassPath(Jars.user(), Jars.engine(version), Jars.plugin());
    }

    private String run(Options options) {
        var output = cluster.startProgram(options, MixedProgram.class)
                .awaitSuccess(Duration.ofMinutes(2))
                .printed();
        assertThat(output)
                .contains("sum right=true", "back right=true", "durable right=true", "scheduled right=true", "done")
                .doesNotContain("right=false");
        assertThat(cluster.aliveMembers())
                .hasSize(2)
                .allSatisfy(
                        member -> assertThat(member.printed()).doesNotContain("There is no suitable de-serializer"));
        return output;
    }
}
