package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases that end although their holders are there, because of the clock or because nothing may be changed. */
final class InterruptedLeaseIT {

    private static final int LARGE = 200_000;
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration ALLOWED = Duration.ofSeconds(5);

    private TestCluster cluster;

    private interface Task<T> extends Callable<T>, Serializable {}

    @BeforeEach
    void start() {
        Gate.reset();
    }

    @AfterEach
    void stop() {
        Gate.open();
        cluster.close();
    }

    private HazelcastInstance startWithClient(String... settings) throws Exception {
        cluster = new TestCluster(1, settings);
        var client = cluster.startClient();
        // Opens the member's store.
        var large = large();
        Task<Integer> task = () -> large.length;
        assertThat(client.getExecutorService("x").submit(task).get()).isEqualTo(LARGE);
        return client;
    }

    private static double[] large() {
        var large = new double[LARGE];
        large[0] = System.nanoTime();
        return large;
    }

    private Future<Integer> submitHeld(HazelcastInstance client) throws InterruptedException {
        var large = large();
        Task<Integer> task = () -> {
            Gate.hold();
            return large.length;
        };
        var future = client.getExecutorService("x").submit(task);
        Gate.awaitHeld();
        return future;
    }

    /** It takes the claim over after half a second, of which nothing can be seen. */
    private static void waitUntilMemberHolds() throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
    }

    private int objects() {
        return cluster.member(0).getMap(StoreMaps.OBJECTS).size();
    }

    @Test
    void clockJumpsAhead_taskThatIsStillThere_keepsItsObjects() throws Exception {
        var future = submitHeld(startWithClient("linger", "0"));
        await().until(() -> objects() == 1);
        waitUntilMemberHolds();
        var clock = ((HazelcastInstanceProxy) cluster.member(0))
                .getOriginal()
                .node
                .getClusterService()
                .getClusterClock();
        clock.setMasterTime(System.currentTimeMillis() + Duration.ofHours(1).toMillis());
        await().during(ALLOWED).atMost(Duration.ofMinutes(1)).until(() -> objects() == 1);
        clock.setMasterTime(System.currentTimeMillis());
        Gate.open();
        assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void clusterIsPassiveForLongerThanALease_scheduledTask_resolves() throws Exception {
        var client = startWithClient("linger", "0", "lease", LEASE.toSeconds() + "s", "cache.max-size", "0");
        var large = large();
        Task<Integer> task = () -> large.length;
        var future = client.getScheduledExecutorService("s").schedule(task, 18, TimeUnit.SECONDS);
        await().until(() -> objects() > 0);
        changeTo(ClusterState.PASSIVE);
        TimeUnit.MILLISECONDS.sleep(LEASE.plusSeconds(4).toMillis());
        changeTo(ClusterState.ACTIVE);
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void taskEndsWhileClusterIsPassive_nothingIsLeft() throws Exception {
        submitHeld(startWithClient("linger", "0", "lease", "24h"));
        waitUntilMemberHolds();
        changeTo(ClusterState.PASSIVE);
        Gate.open();
        TimeUnit.SECONDS.sleep(16);
        changeTo(ClusterState.ACTIVE);
        cluster.awaitEmpty(ALLOWED.multipliedBy(2));
    }

    private void changeTo(ClusterState state) {
        cluster.member(0).getCluster().changeClusterState(state);
    }
}
