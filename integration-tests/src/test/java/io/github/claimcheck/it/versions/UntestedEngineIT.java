package io.github.claimcheck.it.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.hazelcast.instance.BuildInfoProvider;
import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is newer than the plugin gets one warning for each instance, and its tasks run. */
final class UntestedEngineIT {

    @ParameterizedTest
    @ValueSource(strings = {"5.8.0", "6.0.0-SNAPSHOT"})
    void start_newerEngine_warnsOnceAndWorks(String version) {
        // A 5.5 that says that it is newer is not spared what 5.5 cannot do; no newer engine is like it.
        assumeThat(BuildInfoProvider.getBuildInfo().getVersion()).doesNotStartWith("5.5");
        try (var cluster = new Cluster("UntestedEngineIT", Options.PLUGIN)) {
            var output = cluster.startProgram(UntestedProgram.class, version)
                    .awaitSuccess(Duration.ofMinutes(2))
                    .printed();

            assertThat(output.lines()
                            .filter(line -> line.contains("Claimcheck was not tested with Hazelcast " + version)))
                    .as("warnings of the member and of the client")
                    .hasSize(2);
            assertThat(output)
                    .contains("back right=true", "stored=true", "done")
                    .doesNotContain("right=false");
        }
    }
}
