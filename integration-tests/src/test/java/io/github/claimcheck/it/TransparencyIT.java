package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.program.EveryCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program that knows only Hazelcast, with and without the jar: every line it prints is the same. */
final class TransparencyIT extends LeakCheckedIT {

    private static final String[] SIZES = {"all", "2000", "300000"};
    private static TestCluster stock;
    private static TestCluster plugin;

    @BeforeAll
    static void startClusters() {
        var options = options();
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
        assertThat(plugin.pluginWarnings()).isEmpty();
        check(plugin);
    }

    @Test
    void everyCall_thresholdOfOneByte_sameOutput() {
        var expected = stock.run("client", EveryCall.class, "all", "100");
        var everything = start(options().named("one-byte").with("claimcheck.threshold", "1"));
        assertThat(everything.run("client", EveryCall.class, "all", "100")).containsExactlyElementsOf(expected);
        assertThat(everything.pluginWarnings()).isEmpty();
    }

    /** No lease that ends in time hides a leak. */
    private static TestCluster.Options options() {
        return TestCluster.Options.of(TransparencyIT.class).withMembers(2).with("claimcheck.lease", "5m");
    }
}
