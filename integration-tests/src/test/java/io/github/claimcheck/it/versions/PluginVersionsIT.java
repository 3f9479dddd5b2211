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

/** Two versions of the plugin whose envelopes differ: tasks travel inline, and what cannot be read says why. */
final class PluginVersionsIT {

    private static final Map<String, String> NONE = Map.of();
    private static final List<Path> OURS = List.of(Jars.user(), Jars.engine(), Jars.plugin());
    private static final String WARNING = "Claimcheck here writes envelopes of version ";

    private final Cluster cluster = new Cluster(PluginVersionsIT.class);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void newerClient_olderMembers_tasksTravelInline() {
        cluster.member(OURS, NONE, "").member(OURS, NONE, "");

        assertInlineWithOneWarning(run(with(OtherPlugin.ofVersion(2))), 2);
    }

    @Test
    void olderClient_newerMembers_tasksTravelInline() {
        var newer = with(OtherPlugin.ofVersion(2));
        cluster.member(newer, NONE, "").member(newer, NONE, "");

        assertInlineWithOneWarning(run(OURS), 1);
        assertThat(run(newer)).contains("stored=true").doesNotContain(WARNING);
    }

    @Test
    void clientOfOneVersion_membersOfBoth_tasksTravelInline() {
        cluster.member(OURS, NONE, "").member(with(OtherPlugin.ofVersion(2)), NONE, "");

        assertInlineWithOneWarning(run(OURS), 1);
    }

    @Test
    void envelopeOfNewerVersion_failsWithOneErrorThatSaysSo() {
        cluster.member(OURS, NONE, "");

        assertRefused(
                OtherPlugin.careless(2),
                "A task's envelope was written by a newer Claimcheck: it has version 2, "
                        + "this side reads version 1.");
    }

    @Test
    void envelopeOfOlderVersion_failsWithOneErrorThatSaysSo() {
        cluster.member(with(OtherPlugin.ofVersion(3)), NONE, "");

        assertRefused(
                OtherPlugin.careless(1),
                "A task's envelope was written by an older Claimcheck: it has version 1, "
                        + "this side reads version 3.");
    }

    private void assertRefused(Path plugin, String message) {
        var output = cluster.program(with(plugin), NONE, "", MixedProgram.class, "refused")
                .result(Duration.ofMinutes(2));
        assertThat(output.lines().filter(line -> line.startsWith("refused ")))
                .hasSize(3)
                .allMatch(line -> line.contains(message));
        assertThat(output).contains("plain right=true", "done");
    }

    private static void assertInlineWithOneWarning(String output, int ours) {
        assertThat(output).contains("stored=false").contains(WARNING + ours);
        assertThat(output.split(WARNING, -1)).hasSize(2);
    }

    private static List<Path> with(Path plugin) {
        return List.of(Jars.user(), Jars.engine(), plugin);
    }

    private String run(List<Path> classPath) {
        var output = cluster.program(classPath, NONE, "", MixedProgram.class).result(Duration.ofMinutes(2));
        assertThat(output)
                .contains("sum right=true", "back right=true", "durable right=true", "scheduled right=true", "done")
                .doesNotContain("right=false");
        return output;
    }
}
