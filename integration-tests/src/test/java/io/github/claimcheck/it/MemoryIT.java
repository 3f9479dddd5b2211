package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.program.Stream;
import java.time.Duration;
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
        allowRemovalPause();
        var options = PLUGIN.withJvm("-Xmx512m").with("claimcheck.store.max-size", storeSize);
        var cluster = start("MemoryIT-" + members + "-members", members, options);
        var lines = cluster.startProgram(Stream.class, "client", TASKS, TEN_MEGABYTES, "32")
                .awaitSuccess(Duration.ofMinutes(30))
                .outputLines();
        System.out.println(members + " members, limit " + storeSize + ": " + lines);
        assertThat(lines).startsWith(TASKS + " tasks, 0 wrong");
        cluster.awaitMembers(members);
    }
}
