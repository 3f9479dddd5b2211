package io.github.claimcheck.it.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two versions of the plugin whose envelopes differ: tasks travel inline, and what cannot be read says why. */
final class PluginVersionsIT {

    private static final Options OURS = Options.PLUGIN;
    private static final String WARNING = "Claimcheck here has version ";

    private final Cluster cluster = new Cluster("PluginVersionsIT", OURS);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void newerClient_olderMembers_tasksTravelInline() {
        cluster.startMembers(OURS, OURS);

        assertInlineWithOneWarning(run(with(OtherPlugin.ofVersion(2))), 2);
    }

    @Test
    void olderClient_newerMembers_tasksTravelInline() {
        var newer = with(OtherPlugin.ofVersion(2));
        cluster.startMembers(newer, newer);

        assertInlineWithOneWarning(run(OURS), 1);
        assertThat(run(newer)).contains("stored=true").doesNotContain(WARNING);
    }

    @Test
    void clientOfOneVersion_membersOfBoth_tasksTravelInline() {
        cluster.startMembers(OURS, with(OtherPlugin.ofVersion(2)));

        assertInlineWithOneWarning(run(OURS), 1);
    }

    @Test
    void envelopeOfNewerVersion_failsWithOneErrorThatSaysSo() {
        cluster.startMembers(OURS);

        assertRefused(
                OtherPlugin.careless(2),
                "A task's envelope was written by a newer Claimcheck: it has version 2, "
                        + "this side reads version 1.");
    }

    @Test
    void envelopeOfOlderVersion_failsWithOneErrorThatSaysSo() {
        cluster.startMembers(with(OtherPlugin.ofVersion(3)));

        assertRefused(
                OtherPlugin.careless(1),
                "A task's envelope was written by an older Claimcheck: it has version 1, "
                        + "this side reads version 3.");
    }

    private void assertRefused(Path plugin, String message) {
        var output = cluster.startProgram(with(plugin), MixedProgram.class, "refused")
                .awaitSuccess(Duration.ofMinutes(2))
                .printed();
        assertThat(output.lines().filter(line -> line.startsWith("refused ")))
                .hasSize(3)
                .allMatch(line -> line.contains(message));
        assertThat(output).contains("plain right=true", "done");
    }

    private static void assertInlineWithOneWarning(String output, int ours) {
        assertThat(output).contains("stored=false").contains(WARNING + ours);
        assertThat(output.split(WARNING, -1)).hasSize(2);
    }

    private static Options with(Path plugin) {
        return Options.STOCK.withLibraries(plugin);
    }

    private String run(Options options) {
        var output = cluster.startProgram(options, MixedProgram.class)
                .awaitSuccess(Duration.ofMinutes(2))
                .printed();
        assertThat(output)
                .contains("sum right=true", "back right=true", "durable right=true", "scheduled right=true", "done")
                .doesNotContain("right=false");
        return output;
    }
}
