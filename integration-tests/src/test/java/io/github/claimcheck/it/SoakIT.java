package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.program.Soak;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Twenty minutes of everything, with members killed and started. Runs in the profile {@code soak} only. */
final class SoakIT {

    private static final long MINUTES = Long.getLong("claimcheck.it.minutes", 20);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(90);

    @Test
    void everything_membersComeAndGo_nothingWrongAndNothingLeft() {
        var seed = Long.getLong("claimcheck.it.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var options = TestCluster.Options.of(SoakIT.class).withJvm("-Xmx768m").with("claimcheck.lease", "30s");
        try (var cluster = TestCluster.start(options)) {
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
            assertThat(program.exitCode(1))
                    .as("exit code, see %s", program.log())
                    .isZero();
            System.out.println(program.outputLines());
            assertThat(program.outputLines()).contains("wrong 0");
            cluster.awaitEmptyStore(Duration.ofSeconds(60));
        }
    }
}
