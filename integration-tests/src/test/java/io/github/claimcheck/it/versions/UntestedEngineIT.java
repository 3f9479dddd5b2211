package io.github.claimcheck.it.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is newer than the plugin gets one warning for each instance, and its tasks run. */
final class UntestedEngineIT {

    private final Cluster cluster = new Cluster(UntestedEngineIT.class);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.8.0", "6.0.0-SNAPSHOT"})
    void start_newerEngine_warnsOnceAndWorks(String version) {
        var output = cluster.program(
                        List.of(Jars.user(), Jars.engine(), Jars.plugin()),
                        Map.of(),
                        "",
                        UntestedProgram.class,
                        version)
                .result(Duration.ofMinutes(2));

        assertThat(output.lines().filter(line -> line.contains("Claimcheck was not tested with Hazelcast " + version)))
                .as("warnings of the member and of the client")
                .hasSize(2);
        assertThat(output).contains("back right=true", "stored=true", "done").doesNotContain("right=false");
    }
}
