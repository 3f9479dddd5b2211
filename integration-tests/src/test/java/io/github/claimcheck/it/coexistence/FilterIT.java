package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hazelcast's filter refuses and permits in stored objects what it refuses and permits in tasks, in the same words. */
final class FilterIT {

    private static final Options OPTIONS = Options.PLUGIN.with("claimcheck.threshold", "10KB");
    private static final String OWN = FilterProgram.class.getName();

    /** Of strings no filter is asked. */
    private static final String WITHOUT_STRINGS =
            "io.github.claimcheck.it.**;com.hazelcast.**;java.util.**;java.lang.Object;!*";

    private static final String REFUSED = "!OWN$Secret;![B";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blacklist: {class: [OWN$Secret, OWN$Kind, java.util.LinkedList, java.lang.Long], package: [java.math]}",
                "blacklist: {prefix: ['[B', 'java.time.', '[Ljava.lang.Object', '[[']}",
            })
    void blacklist_refusesTheSame(String list) {
        run("defaults-disabled: true\n      " + list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whitelist: {package: [java.lang, java.util], class: [OWN$Carrying]}",
                "whitelist: {prefix: ['java.', '['], class: [OWN$Carrying, OWN$Point]}",
            })
    void whitelist_permitsTheSame(String list) {
        run("defaults-disabled: true\n      " + list);
    }

    @ParameterizedTest
    @ValueSource(strings = "whitelist: {class: [OWN$Carrying]}")
    void whitelistWithDefaults_permitsTheSame(String list) {
        run(list);
    }

    @ParameterizedTest
    @ValueSource(strings = {WITHOUT_STRINGS, REFUSED})
    void jvmFilter_permitsTheSame(String filter) {
        assertThat(compare(OPTIONS.withJvm("-Djdk.serialFilter=" + filter.replace("OWN", OWN))))
                .contains("passed", "threw");
    }

    @Test
    void jvmFilterOfPackages_permitsTheSame() {
        compare(OPTIONS.withJvm("-Djdk.serialFilter=io.github.claimcheck.it.**;java.**;com.hazelcast.**;!*"));
    }

    @Test
    void jvmFilterFactory_permitsTheSame() {
        var output = compare(OPTIONS.withJvm(
                "-Djdk.serialFilterFactory=" + FilterFactory.class.getName(),
                "-D" + FilterFactory.LIST + "=" + REFUSED.replace("OWN", OWN)));
        assertThat(output).contains("passed", "threw");
    }

    private static void run(String lists) {
        var yaml = ("  serialization:\n    java-serialization-filter:\n      " + lists + "\n").replace("OWN", OWN);
        assertThat(compare(OPTIONS.withYaml(yaml, yaml)).lines().filter(line -> line.startsWith("case ")))
                .anyMatch(line -> line.contains("threw"));
    }

    private static String compare(Options options) {
        try (var cluster = Cluster.start("FilterIT", 1, options)) {
            var output = cluster.startProgram(FilterProgram.class)
                    .awaitSuccess(Duration.ofMinutes(3))
                    .printed();
            assertThat(output).contains("stored=true", "done").doesNotContain("DIFFERS");
            return output;
        }
    }
}
