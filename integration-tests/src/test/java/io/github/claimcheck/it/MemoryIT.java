package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.program.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small heaps, far more captures than fit: no member is lost, no result is wrong. */
final class MemoryIT extends LeakCheckedIT {

    /** The soak profile sends ten times as many. */
    private static final String TASKS = System.getProperty("claimcheck.it.tasks", "100");

    private static final String TEN_MEGABYTES = Integer.toString(10 << 20);

    @ParameterizedTest
    @CsvSource({"3, 25%", "2, 64MB"})
    void stream_distinctCapturesBeyondHeap_allRight(int members, String storeSize) {
        var options = TestCluster.Options.of(MemoryIT.class)
                .named(members + "-members")
                .withMembers(members)
                .withJvm("-Xmx512m")
                .with("claimcheck.store.max-size", storeSize)
                // No lease that ends in time hides a leak.
                .with("claimcheck.lease", "5m");
        var cluster = start(options);
        var program = cluster.startProgram("client", Stream.class, TASKS, TEN_MEGABYTES, "32");
        assertThat(program.exitCode(1800))
                .as("exit code, see %s", program.log())
                .isZero();
        System.out.println(members + " members, limit " + storeSize + ": " + program.outputLines());
        assertThat(program.outputLines()).startsWith(TASKS + " tasks, 0 wrong");
        cluster.awaitMembers(members);
    }
}
