package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
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
        var options = PLUGIN.withJvm("-Xmx768m").with("claimcheck.lease", LEASE.toSeconds() + "s");
        var cluster = start("SoakIT", 3, options);
        var program = cluster.startProgram(Soak.class, "client", Long.toString(seed), Long.toString(MINUTES));
        var random = new Random(seed);
        while (program.isAlive()) {
            pass(BETWEEN_KILLS);
            if (program.isAlive()) {
                replaceOneMember(cluster, random);
            }
        }
        System.out.println(program.outputLines());
        assertThat(program.awaitSuccess(Duration.ofSeconds(1)).outputLines())
                .contains("wrong 0")
                .filteredOn(line -> line.startsWith("heap "))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(Long.parseLong(line.split(" ")[1])).as(line).isLessThan(MOST_HEAP_MEGABYTES));
    }

    /** Kills a member, and starts another when the cluster has noticed. */
    private static void replaceOneMember(Cluster cluster, Random random) {
        var alive = cluster.aliveMembers();
        alive.get(random.nextInt(alive.size())).kill();
        cluster.awaitMembers(alive.size() - 1);
        cluster.startMember();
        cluster.awaitMembers(alive.size());
    }
}
