package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.program.EveryCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program that knows only Hazelcast, with and without the jar: every line it prints is the same. */
final class TransparencyIT {

    private static final String[] SIZES = {"all", "2000", "300000"};
    private static TestCluster stock;
    private static TestCluster plugin;

    @BeforeAll
    static void startClusters() {
        var options = TestCluster.Options.of(TransparencyIT.class).withMembers(2);
        stock = TestCluster.start(options.withoutPlugin());
        plugin = TestCluster.start(options);
    }

    @AfterAll
    static void stopClusters() {
        stock.close();
        plugin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "member"})
    void everyCall_withAndWithoutJar_sameOutput(String role) {
        var expected = stock.run(role, EveryCall.class, SIZES);

        var actual = plugin.run(role, EveryCall.class, SIZES);

        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(actual).containsExactlyElementsOf(expected);
        assertNothingLeft(plugin);
    }

    @Test
    void everyCall_thresholdOfOneByte_sameOutput() {
        var expected = stock.run("client", EveryCall.class, "all", "100");
        var options = TestCluster.Options.of(TransparencyIT.class).withMembers(2);
        try (var everything = TestCluster.start(options.named("one-byte").with("claimcheck.threshold", "1"))) {
            assertThat(everything.run("client", EveryCall.class, "all", "100")).containsExactlyElementsOf(expected);
            assertNothingLeft(everything);
        }
    }

    private static void assertNothingLeft(TestCluster cluster) {
        // The program leaves right after its last results: what it had no time to release is gone a lease later.
        cluster.awaitEmptyStore(Duration.ofSeconds(25));
        assertThat(cluster.pluginWarnings()).isEqualTo(List.of());
    }
}
