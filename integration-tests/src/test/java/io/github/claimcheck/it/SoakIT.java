package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.program.Soak;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Twenty minutes of everything, with members killed and started. Runs in the profile {@code soak} only. */
final class SoakIT extends LeakCheckedIT {

    private static final long MINUTES = Long.getLong("claimcheck.it.minutes", 20);
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Of 768: the store and the cache may take 35 %, and the engine and the tests a little. */
    private static final long MOST_HEAP_MEGABYTES = 400;

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(90);

    @Test
    void everything_membersComeAndGo_nothingWrongAndNothingLeft() {
        var seed = Long.getLong("claimcheck.it.seed", System.nanoTime());
        System.out.println("seed " + seed);
        allow(LEASE);
        var cluster = start(TestCluster.Options.of(SoakIT.class)
                .withJvm("-Xmx768m")
                .with("claimcheck.lease", LEASE.toSeconds() + "s"));
        var program = cluster.startProgram("client", Soak.class, Long.toString(seed), Long.toString(MINUTES));
        var random = new Random(seed);
        while (program.isAlive()) {
            await().atMost(BETWEEN_KILLS.multipliedBy(2))
                    .pollDelay(BETWEEN_KILLS)
                    .until(() -> true);
            if (program.isAlive()) {
                cluster.replaceOneMember(random);
            }
        }
        System.out.println(program.outputLines());
        assertThat(program.exitCode(1)).as("exit code, see %s", program.log()).isZero();
        assertThat(program.outputLines()).contains("wrong 0");
        assertThat(program.outputLines())
                .filteredOn(line -> line.startsWith("heap "))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(Long.parseLong(line.split(" ")[1])).as(line).isLessThan(MOST_HEAP_MEGABYTES));
    }
}
