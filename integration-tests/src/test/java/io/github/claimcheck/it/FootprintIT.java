package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.hazelcast.instance.BuildInfoProvider;
import io.github.claimcheck.it.process.Options;
import io.github.claimcheck.it.program.Footprint;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Storing or resolving an object takes less than twice its size besides the object: it succeeds in a heap of three
 * times its size, which the engine itself needs a part of. Sending it by value takes more.
 */
final class FootprintIT extends LeakCheckedIT {

    private static final int OBJECT_BYTES = 64 << 20;
    private static final String THREE_OBJECTS = "-Xmx" + 3 * OBJECT_BYTES;
    private static final String PLENTY = "-Xmx640m";

    @ParameterizedTest
    @CsvSource({"array", "graph", "one-body"})
    void store_heapOfThreeObjects_succeeds(String shape) {
        assertThat(run("store-" + shape, THREE_OBJECTS, PLENTY, PATIENT, shape)).endsWith(" true");
    }

    @ParameterizedTest
    @CsvSource({"array", "graph", "one-body"})
    void resolve_heapOfThreeObjects_succeeds(String shape) {
        assertThat(run("resolve-" + shape, PLENTY, THREE_OBJECTS, PATIENT, shape))
                .endsWith(" true");
    }

    @Test
    void storeResult_heapOfThreeObjects_succeeds() {
        assumeResultsByReference();
        assertThat(run("store-result", PLENTY, THREE_OBJECTS, PATIENT, "result"))
                .endsWith(" true");
    }

    @Test
    void resolveResult_heapOfThreeObjects_succeeds() {
        assumeResultsByReference();
        assertThat(run("resolve-result", THREE_OBJECTS, PLENTY, PATIENT, "result"))
                .endsWith(" true");
    }

    @Test
    void resultByValue_heapOfThreeObjects_fails() {
        assertThat(run("result-by-value", PLENTY, THREE_OBJECTS, STOCK, "result"))
                .doesNotEndWith(" true");
    }

    @ParameterizedTest
    @CsvSource({"array", "graph", "one-body"})
    void storeByValue_heapOfThreeObjects_fails(String shape) {
        assertThat(run("store-by-value-" + shape, THREE_OBJECTS, PLENTY, STOCK, shape))
                .doesNotEndWith(" true");
    }

    private static void assumeResultsByReference() {
        assumeThat(BuildInfoProvider.getBuildInfo().getVersion()).doesNotStartWith("5.5");
    }

    /** {@return what the program printed before it ended, or ran out of memory} */
    private String run(String name, String submitterHeap, String memberHeap, Options with, String shape) {
        allowRemovalPause();
        var options = with.withJvm("-Xmn24m", "-Xss4m");
        var cluster = start("FootprintIT-" + name, 1, options.withJvm(PLENTY));
        cluster.startMembers(options.withJvm(memberHeap, "-Dhz.lite-member.enabled=true"));
        var program = cluster.startProgram(
                options.withJvm(submitterHeap), Footprint.class, "client", shape, "" + OBJECT_BYTES);
        program.exitCode(Duration.ofSeconds(120));
        return String.join("", program.outputLines());
    }
}
