package io.github.claimcheck.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random tasks, each run by value and by reference on one cluster, come to the same. A failure prints a
 * seed and cases; {@code -Ddifferential.seed=...} repeats them.
 */
final class DifferentialIT {

    private static final int THRESHOLD = 2048;
    private static final Options OPTIONS =
            Options.PLUGIN.with("claimcheck.threshold", THRESHOLD + "B").with("claimcheck.linger", "1s");
    private static final String SERVES = """
              member-attributes:
                serves:
                  type: boolean
                  value: true
              scheduled-executor-service:
                default:
                  capacity: 0
            """;
    private static final long SEED = Long.getLong("differential.seed", new Random().nextInt(1_000_000));

    private static Cluster cluster;

    @BeforeAll
    static void startMembers() {
        cluster = Cluster.start("DifferentialIT", 2, OPTIONS.withYaml(SERVES, ""));
    }

    @AfterAll
    static void stopMembers() {
        cluster.close();
    }

    @Test
    void clientsTasks_byValueAndByReference_comeToTheSame() {
        compare("client", Integer.getInteger("differential.cases", 1500));
    }

    @Test
    void membersTasks_byValueAndByReference_comeToTheSame() {
        compare("member", Integer.getInteger("differential.cases", 1500) / 3);
    }

    private static void compare(String role, int cases) {
        System.out.println("differential.seed=" + SEED);
        var first = Integer.getInteger("differential.first", 0);
        var output = cluster.startProgram(
                        OPTIONS,
                        DifferentialProgram.class,
                        role,
                        String.valueOf(SEED),
                        String.valueOf(first),
                        String.valueOf(cases),
                        String.valueOf(THRESHOLD))
                .awaitSuccess(Duration.ofMinutes(16))
                .printed();
        assertThat(output).contains("cases=" + cases + " mismatches=0").contains("store emptied=true");
        // What cannot be encoded travels by value, and is right then.
        assertThat(cluster.pluginWarnings()).noneMatch(line -> line.contains("Claimcheck failed"));
    }
}
