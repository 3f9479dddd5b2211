package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.program.EveryCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program that knows only Hazelcast, with and without the jar: every line it prints is the same. */
final class TransparencyIT extends LeakCheckedIT {

    private static Cluster stock;
    private static Cluster plugin;

    @BeforeAll
    static void startClusters() {
        stock = Cluster.start("TransparencyIT-stock", 2, STOCK);
        plugin = Cluster.start("TransparencyIT", 2, PLUGIN);
    }

    @AfterAll
    static void stopClusters() {
        stock.close();
        plugin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "member"})
    void everyCall_withAndWithoutJar_sameOutput(String role) {
        var expected = stock.run(EveryCall.class, role, "all", "2000", "300000");

        var actual = plugin.run(EveryCall.class, role, "all", "2000", "300000");

        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(actual).containsExactlyElementsOf(expected);
        assertThat(plugin.pluginWarnings()).isEmpty();
        if (role.equals("member")) {
            allowRemovalPause();
        }
        check(plugin);
    }

    @Test
    void everyCall_thresholdOfOneByte_sameOutput() {
        var expected = stock.run(EveryCall.class, "client", "all", "100");
        var everything = start("TransparencyIT-one-byte", 2, PLUGIN.with("claimcheck.threshold", "1"));
        assertThat(everything.run(EveryCall.class, "client", "all", "100")).containsExactlyElementsOf(expected);
        assertThat(everything.pluginWarnings()).isEmpty();
    }
}
