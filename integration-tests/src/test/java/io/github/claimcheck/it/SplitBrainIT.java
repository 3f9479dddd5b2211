package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.program.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A cluster falls into two halves that both store and release the same contents, and heals. Two of four members are
 * suspended until the others give them up; when they go on, each half takes the other for dead. Runs in the profile
 * {@code soak} only, because it mostly waits for the engine.
 */
final class SplitBrainIT extends LeakCheckedIT {

    /** What either half has stored is still there when they meet. */
    private static final Duration LINGER = Duration.ofSeconds(240);

    private static final Duration SPLIT = Duration.ofSeconds(120);
    private static final Duration HEAL = Duration.ofSeconds(300);
    private static final List<Integer> ONE_HALF = List.of(0, 1);
    private static final List<Integer> OTHER_HALF = List.of(2, 3);
    private static final String HALVED = "Members {size:2";

    private TestCluster cluster;

    @Test
    void bothHalvesStoreAndRelease_healed_nothingLostOrLeft() {
        allow(LINGER);
        cluster = start(TestCluster.Options.of(SplitBrainIT.class)
                .withMembers(4)
                .with("claimcheck.linger", LINGER.toSeconds() + "s")
                .with("hazelcast.heartbeat.interval.seconds", "1")
                .with("hazelcast.max.no.heartbeat.seconds", "10")
                .with("hazelcast.merge.first.run.delay.seconds", "150")
                .with("hazelcast.merge.next.run.delay.seconds", "10"));
        cluster.reconnect();
        split();
        var one = cluster.startClientOf(ONE_HALF, Faults.class, "half");
        var other = cluster.startClientOf(OTHER_HALF, Faults.class, "half");
        assertRight(one, 2);
        assertRight(other, 2);
        await("healed cluster").atMost(HEAL).pollInterval(Duration.ofSeconds(5)).until(() -> size() == 4);
        assertRight(cluster.startProgram("client", Faults.class, "half"), 4);
    }

    private void split() {
        OTHER_HALF.forEach(member -> cluster.member(member).pause());
        awaitHalf(ONE_HALF);
        OTHER_HALF.forEach(member -> cluster.member(member).resume());
        awaitHalf(OTHER_HALF);
    }

    private void awaitHalf(List<Integer> half) {
        await("a cluster of two, see the logs in " + cluster.directory())
                .atMost(SPLIT)
                .until(() ->
                        half.stream().allMatch(member -> lastMembers(member).contains(HALVED)));
    }

    /** {@return what the member has logged since it last had four members} */
    private String lastMembers(int member) {
        var log = cluster.member(member).logText();
        return log.substring(Math.max(0, log.lastIndexOf("Members {size:4")));
    }

    private int size() {
        cluster.reconnect();
        return cluster.client().getCluster().getMembers().size();
    }

    private static void assertRight(ChildJvm program, int members) {
        assertThat(program.exitCode(180)).as("exit code, see %s", program.log()).isZero();
        assertThat(program.outputLines())
                .startsWith("members " + members)
                .filteredOn("right"::equals)
                .hasSize(32);
    }
}
