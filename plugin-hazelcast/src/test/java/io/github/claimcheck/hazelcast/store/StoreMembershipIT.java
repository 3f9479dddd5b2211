package io.github.claimcheck.hazelcast.store;

import static io.github.claimcheck.hazelcast.store.StoreActions.assertContent;
import static io.github.claimcheck.hazelcast.store.StoreActions.claim;
import static io.github.claimcheck.hazelcast.store.StoreActions.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects outlive members that leave, and are there while others join. */
final class StoreMembershipIT {

    private StoreCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void memberTerminated_objectsStayReadable() {
        cluster = new StoreCluster(3);
        var store = cluster.clientStore();
        var objects = putMany(store);

        cluster.member(2).getLifecycleService().terminate();

        objects.forEach(object -> assertContent(store, object));
    }

    /** Renewals were under way to the lost member, and arrive when its partitions have another owner. */
    @Test
    void memberTerminated_leaseEndsMeanwhile_canStillBeRenewedForAWhile() {
        cluster = new StoreCluster(2, "linger", "0s");
        awaitSweepBy(cluster.member(0));
        var store = cluster.storeOf(cluster.member(0));
        var claim = claim();
        var object = put(store, claim);
        store.release(List.of(object.key()), claim, Duration.ofMillis(1500));
        store.close();

        long lostAt = System.nanoTime();
        cluster.member(1).getLifecycleService().terminate();
        await().pollDelay(Duration.ofMillis(2200)).until(() -> true);

        var renewed = cluster.clientStore()
                .renew(List.of(object.key()), claim, false)
                .toCompletableFuture()
                .join();
        assumeThat(System.nanoTime() - lostAt)
                .as("a machine that stands still proves nothing")
                .isLessThan(TimeUnit.SECONDS.toNanos(3));
        assertThat(renewed).as("still there").isTrue();
    }

    /** From then on the member notices that another one is lost. */
    private void awaitSweepBy(HazelcastInstance member) {
        var store = cluster.storeOf(member);
        var self = member.getCluster().getLocalMember();
        EncodedObject object;
        do {
            var claim = claim();
            object = put(store, claim);
            store.release(List.of(object.key()), claim);
        } while (!self.equals(member.getPartitionService()
                .getPartition(new StoredKey(object.key()))
                .getOwner()));
        var swept = new StoredKey(object.key());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !member.getMap(StoreMaps.OBJECTS).containsKey(swept));
    }

    /** As before maintenance: what a lost member owned has no owner until it comes back. */
    @Test
    void memberLostWhileFrozen_nobodyWaitsAfterTheFirst() {
        cluster = new StoreCluster(2, "store.timeout", "2s");
        var member = cluster.member(0);
        var store = cluster.storeOf(member);
        put(store, claim());
        member.getCluster().changeClusterState(ClusterState.FROZEN);
        cluster.member(1).getLifecycleService().terminate();

        assertThatThrownBy(() -> put(store, claim()))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> put(store, claim()))
                .isInstanceOf(StoreException.class)
                .hasNoCause();

        member.getCluster().changeClusterState(ClusterState.ACTIVE);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> put(store, claim()) != null);
    }

    @Test
    void membersShutDownToOne_objectsStayReadable() {
        cluster = new StoreCluster(3);
        var store = cluster.clientStore();
        var objects = putMany(store);

        cluster.member(2).shutdown();
        cluster.member(1).shutdown();

        objects.forEach(object -> assertContent(store, object));
    }

    @Test
    void memberJoins_whileObjectsAreStoredAndRead() {
        cluster = new StoreCluster(2);
        var store = cluster.clientStore();
        var moves = new Moves();
        cluster.member(0).getPartitionService().addMigrationListener(moves);
        var joining = CompletableFuture.runAsync(cluster::startMember, task -> new Thread(task).start());
        int whileMoving = 0;
        int rounds = 0;
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() - until < 0 && (!joining.isDone() || !moves.finished || rounds++ < 10)) {
            int before = moves.completed.get();
            var claim = claim();
            var object = SampleObjects.random(StoreActions.CHUNKS * SampleObjects.CHUNK_BYTES);
            store.put(object, claim, Durability.BACKED_UP, store.newDeadline());
            assertContent(store, object);
            store.release(List.of(object.key()), claim);
            if (moves.completed.get() > before) {
                whileMoving++;
            }
        }
        assertThat(joining).isCompleted();

        assertThat(whileMoving).as("rounds during which partitions moved").isPositive();
        cluster.awaitEmpty(Duration.ofSeconds(20));
    }

    /** Of partitions between members. */
    private static final class Moves implements MigrationListener {
        private final AtomicInteger completed = new AtomicInteger();
        private volatile boolean finished;

        @Override
        public void migrationStarted(MigrationState state) {}

        @Override
        public void migrationFinished(MigrationState state) {
            finished = true;
        }

        @Override
        public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
            completed.incrementAndGet();
        }

        @Override
        public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
    }

    private static List<EncodedObject> putMany(ObjectStore store) {
        var objects = new ArrayList<EncodedObject>();
        for (int i = 0; i < 10; i++) {
            objects.add(put(store, claim()));
        }
        return objects;
    }
}
