package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.minlog.Log;
import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.objenesis.ObjenesisStd;

/** What users configure keeps its say, and their tasks come to the same by value and by reference. */
final class CoexistenceIT {

    private static final Options OPTIONS = Options.PLUGIN
            .withLibraries(Jars.of(Kryo.class, Log.class, ObjenesisStd.class))
            .with("claimcheck.threshold", "10KB");
    private static final String PACKAGE = "io.github.claimcheck.it.coexistence.";

    @Test
    void usersSerializers_forClassSuperclassAndInterface_areUsed() {
        var output = run("""
                  serialization:
                    serializers:
                      - type-class: %1$sUserTasks$Exact
                        class-name: %1$sUserTasks$ForExact
                      - type-class: %1$sUserTasks$Base
                        class-name: %1$sUserTasks$ForBase
                      - type-class: %1$sUserTasks$UsersInterface
                        class-name: %1$sUserTasks$ForInterface
                """.formatted(PACKAGE));

        assertThat(output)
                .contains("same: Exact by its class with", "same: OfBase by its superclass with")
                .contains("same: OfInterface by its interface with", "same: Unconfigured by java with");
    }

    @Test
    void globalSerializer_overridingJava_isUsedForTasks() {
        var output = run(global(true), false);

        assertThat(output).contains("same: Exact by kryo with", "same: Unconfigured by kryo with");
    }

    @Test
    void globalSerializer_besideJava_leavesTasksToJava() {
        assertThat(run(global(false))).contains("same: Exact by java with");
    }

    @Test
    void overridingDefaultSerializers_tasksComeToTheSame() {
        run("""
                  serialization:
                    allow-override-default-serializers: true
                """);
    }

    @Test
    void filter_forbiddenClassInsideStoredObjects_isRefusedAsWithoutPlugin() {
        var output = run("""
                  serialization:
                    java-serialization-filter:
                      defaults-disabled: true
                      blacklist:
                        class:
                          - %sUserTasks$Forbidden
                """.formatted(PACKAGE));

        assertThat(output.lines().filter(line -> line.startsWith("case Carrying same:")))
                .hasSize(2)
                .allMatch(line -> line.contains("SecurityException"));
    }

    @Test
    void filter_whitelistWithoutPluginsClasses_letsUsersTasksPass() {
        var output = run("""
                  serialization:
                    java-serialization-filter:
                      defaults-disabled: true
                      whitelist:
                        package:
                          - java.lang
                          - java.lang.invoke
                          - java.util
                        prefix:
                          - %s
                          - '['
                """.formatted(PACKAGE));

        assertThat(output).contains("case lambda same: 50000");
    }

    @Test
    void manyInstancesInOneJvm_tasksComeToTheSame() {
        try (var cluster = new Cluster("CoexistenceIT", OPTIONS)) {
            run(cluster, true, "oneJvm");
        }
    }

    private static String global(boolean overridesJava) {
        return """
                  serialization:
                    global-serializer:
                      class-name: %sKryoSerializer
                      override-java-serialization: %s
                """.formatted(PACKAGE, overridesJava);
    }

    private static String run(String yaml) {
        return run(yaml, true);
    }

    private static String run(String yaml, boolean stores) {
        try (var cluster = Cluster.start("CoexistenceIT", 1, OPTIONS.withYaml(yaml, yaml))) {
            return run(cluster, stores, "clients");
        }
    }

    private static String run(Cluster cluster, boolean stores, String instances) {
        var output = cluster.startProgram(CoexistenceProgram.class, instances)
                .awaitSuccess(Duration.ofMinutes(3))
                .printed();
        assertThat(output).contains("stored=" + stores, "done").doesNotContain("DIFFERS");
        return output;
    }
}
