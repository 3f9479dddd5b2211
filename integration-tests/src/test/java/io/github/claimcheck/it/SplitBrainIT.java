package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jvm;
import io.github.claimcheck.it.program.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A cluster falls into two parts that both store and release the same contents, and heals. One of three members is
 * suspended until the others give it up; when it goes on, each part takes the other for dead. Runs in the profile
 * {@code soak} only, because it mostly waits for the engine.
 */
final class SplitBrainIT extends LeakCheckedIT {

    /** What either part has stored is still there when they meet. */
    private static final Duration LINGER = Duration.ofSeconds(240);

    private static final Duration SPLIT = Duration.ofSeconds(120);
    private static final Duration HEAL = Duration.ofSeconds(300);
    private static final List<Integer> MOST = List.of(0, 1);
    private static final List<Integer> REST = List.of(2);

    private Cluster cluster;

    @Test
    void bothPartsStoreAndRelease_healed_nothingLostOrLeft() {
        allow(LINGER);
        var options = PLUGIN.with("claimcheck.linger", LINGER.toSeconds() + "s")
                .with("claimcheck.lease", "10s")
                .with("hazelcast.heartbeat.interval.seconds", "1")
                .with("hazelcast.max.no.heartbeat.seconds", "10")
                .with("hazelcast.merge.first.run.delay.seconds", "150")
                .with("hazelcast.merge.next.run.delay.seconds", "10");
        cluster = start("SplitBrainIT", 3, options);
        cluster.reconnect();
        split();
        var most = cluster.startClientOf(MOST, Faults.class, "client", "half");
        var rest = cluster.startClientOf(REST, Faults.class, "client", "half");
        assertRight(most, 2);
        assertRight(rest, 1);
        await("healed cluster").atMost(HEAL).pollInterval(Duration.ofSeconds(5)).until(() -> size() == 3);
        assertRight(cluster.startProgram(Faults.class, "client", "half"), 3);
    }

    private void split() {
        REST.forEach(member -> cluster.member(member).pause());
        awaitPart(MOST);
        REST.forEach(member -> cluster.member(member).resume());
        awaitPart(REST);
    }

    private void awaitPart(List<Integer> part) {
        await("a cluster of its own, see the logs in " + cluster.directory())
                .atMost(SPLIT)
                .until(() ->
                        part.stream().allMatch(member -> lastMembers(member).contains("Members {size:" + part.size())));
    }

    /** {@return what the member has logged since it last had three members} */
    private String lastMembers(int member) {
        var log = cluster.member(member).logText();
        return log.substring(Math.max(0, log.lastIndexOf("Members {size:3")));
    }

    private int size() {
        cluster.reconnect();
        return cluster.client().getCluster().getMembers().size();
    }

    private static void assertRight(Jvm program, int members) {
        assertThat(program.awaitSuccess(Duration.ofSeconds(180)).outputLines())
                .startsWith("members " + members)
                .filteredOn("right"::equals)
                .hasSize(32);
    }
}
