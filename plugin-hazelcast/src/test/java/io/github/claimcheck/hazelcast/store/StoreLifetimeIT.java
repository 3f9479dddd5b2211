package io.github.claimcheck.hazelcast.store;

import static io.github.claimcheck.hazelcast.store.StoreActions.CHUNKS;
import static io.github.claimcheck.hazelcast.store.StoreActions.assertContent;
import static io.github.claimcheck.hazelcast.store.StoreActions.claim;
import static io.github.claimcheck.hazelcast.store.StoreActions.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.internal.StockData;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.hazelcast.store.entry.ObjectEntry;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredChunk;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.hazelcast.store.entry.UpdateClaims;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.ObjectStore.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long objects live, and what is left when something goes wrong. Each test has a cluster of its own. */
final class StoreLifetimeIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofSeconds(20);
    private static final int TRIES = 20;
    private static final long SEED = 20_260;
    private static final int LAST_MILLIS = 5;

    private StoreCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void release_everything_leavesAllMapsEmpty() {
        cluster = new StoreCluster(2);
        var store = cluster.clientStore();
        for (int i = 0; i < 20; i++) {
            var claim = claim();
            var object = put(store, claim);
            store.release(List.of(object.key()), claim);
        }

        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_heldAlreadyThenReleased_leavesAllMapsEmpty() {
        cluster = new StoreCluster(2);
        var store = cluster.clientStore();
        var other = cluster.storeOf(cluster.member(1));
        var first = claim();
        var object = put(store, first);
        var claims = new ArrayList<>(List.of(first));
        for (int i = 0; i < 500; i++) {
            var claim = claim();
            claims.add(claim);
            assertThat(store.put(object, claim, Durability.BACKED_UP, store.newDeadline()))
                    .isFalse();
            // As a member does whose task ends at once: often before the claim has been sent.
            other.release(List.of(object.key()), new Claim(claim.id(), Claim.ALL_HOLDERS));
        }
        other.release(List.of(object.key()), new Claim(first.id(), Claim.ALL_HOLDERS));

        cluster.awaitEmpty(SOON);
    }

    @Test
    void clientVanishes_claimsEndWithTheirLease() {
        cluster = new StoreCluster(2, "lease", "2s");
        var client = cluster.startClient();
        putUnhurriedly(cluster.storeOf(client));

        client.getLifecycleService().terminate();

        cluster.awaitEmpty(LATER);
    }

    /** With the deadline of a store whose lease is short, a slow machine would not be done in time. */
    private static EncodedObject putUnhurriedly(ObjectStore store) {
        var object = SampleObjects.random(CHUNKS * SampleObjects.CHUNK_BYTES);
        store.put(object, claim(), Durability.BACKED_UP, new Deadline(Duration.ofSeconds(30)));
        return object;
    }

    @Test
    void put_sameContentFromTwoClients_storesOneCopy() {
        cluster = new StoreCluster(2);
        var object = SampleObjects.random(CHUNKS * SampleObjects.CHUNK_BYTES);
        var stores = List.of(cluster.clientStore(), cluster.clientStore());
        var start = new CountDownLatch(1);
        var claims = List.of(claim(), claim());
        var puts = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 2; i++) {
            int index = i;
            puts.add(CompletableFuture.runAsync(
                    () -> {
                        awaitLatch(start);
                        put(stores.get(index), SampleObjects.of(SampleObjects.content(object)), claims.get(index));
                    },
                    task -> new Thread(task).start()));
        }
        start.countDown();
        puts.forEach(CompletableFuture::join);

        await().atMost(SOON)
                .until(() -> cluster.anyMember().getMap(StoreMaps.CHUNKS).size() == CHUNKS);
        stores.get(0).release(List.of(object.key()), claims.get(0));
        assertContent(stores.get(1), object);
        stores.get(1).release(List.of(object.key()), claims.get(1));
        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_whileLastClaimIsReleased_neverLosesTheObject() {
        cluster = new StoreCluster(2, "linger", "0s");
        var store = cluster.clientStore();
        var other = cluster.clientStore();
        var object = SampleObjects.random(SampleObjects.CHUNK_BYTES);
        var last = claim();
        store.put(object, last, Durability.BACKED_UP, store.newDeadline());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (int round = 0; System.nanoTime() < end; round++) {
            var submitting = round % 2 == 0 ? other : store;
            var releasing = round % 2 == 0 ? store : other;
            releasing.release(List.of(object.key()), last);
            last = claim();
            submitting.put(object, last, Durability.BACKED_UP, submitting.newDeadline());
            assertContent(submitting, object);
        }
    }

    /** Sweeps all the time, so that the object goes at the moment at which its last lease ends. */
    @Test
    void put_whileTheLastLeaseEnds_claimsOrStoresButNeverLosesTheObject() {
        cluster = new StoreCluster(2, "linger", "0s");
        var client = cluster.startClient();
        var object = SampleObjects.random(SampleObjects.CHUNK_BYTES);
        var key = new StoredKey(object.key());
        var random = new Random(SEED);
        int claimed = 0;
        int storedAgain = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try (var sweeper = new ConstantSweep(cluster, key)) {
            while (System.nanoTime() < end) {
                // Of its own in each round, or a hold would protect the object.
                var store = new IMapObjectStore(client, cluster.settings(), sweeper.ticker);
                var claim = claim();
                if (store.put(object, claim, Durability.BACKED_UP, store.newDeadline())) {
                    storedAgain++;
                } else {
                    claimed++;
                }
                assertContent(store, object);
                store.close();
                var ends = new UpdateClaims(List.of(ClaimChange.endAfter(claim, LAST_MILLIS)));
                cluster.member(0)
                        .<StoredKey, ObjectEntry>getMap(StoreMaps.OBJECTS)
                        .executeOnKey(key, ends);
                pass(TimeUnit.MILLISECONDS.toNanos(LAST_MILLIS) - random.nextInt(2_000_000));
            }
        }
        assertThat(claimed).as("claims that were in time, seed %d", SEED).isPositive();
        assertThat(storedAgain).as("claims that came too late, seed %d", SEED).isPositive();
    }

    private static void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Does with one object what members do twice a second, without a pause. */
    private static final class ConstantSweep implements AutoCloseable {
        private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(2);

        ConstantSweep(StoreCluster cluster, StoredKey key) {
            var removal = new Removal(Maps.of(cluster.member(1)));
            ticker.scheduleWithFixedDelay(
                    () -> removal.removeUnclaimed(Set.of(key), 0)
                            .toCompletableFuture()
                            .join(),
                    0,
                    1,
                    TimeUnit.MICROSECONDS);
        }

        @Override
        public void close() {
            ticker.shutdownNow();
        }
    }

    @Test
    void fetch_damagedChunk_saysSo() {
        cluster = new StoreCluster(1);
        var store = cluster.clientStore();
        var object = put(store, claim());
        damageChunks();

        assertThatThrownBy(() -> store.fetch(object.key()).join())
                .hasCauseInstanceOf(ObjectDamagedException.class)
                .hasMessageContaining("checksum");
    }

    /** Claimed when the sweeper first sees it, so that it is not looked at for a while. */
    @Test
    void release_ofWhatWasClaimedForLong_removesAfterTheLingerTime() {
        cluster = new StoreCluster(2, "linger", "6s");
        var store = cluster.clientStore();
        var claim = claim();
        var object = put(store, claim);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        store.release(List.of(object.key()), claim);

        // Four seconds later if the second look did not know of the release.
        cluster.awaitEmpty(Duration.ofSeconds(9));
    }

    @Test
    void put_chunksWereLost_storesAgain() {
        cluster = new StoreCluster(2);
        var store = cluster.clientStore();
        var other = cluster.clientStore();
        var object = put(store, claim());
        cluster.anyMember().getMap(StoreMaps.CHUNKS).clear();
        assertThatThrownBy(() -> other.fetch(object.key()).join()).hasCauseInstanceOf(ObjectMissingException.class);

        // Whoever finds out removes the entry.
        assertThat(other.put(object, claim(), Durability.BACKED_UP, other.newDeadline()))
                .isTrue();

        assertContent(other, object);
    }

    @Test
    void put_heldButCleared_storesAgainInTheBackground() {
        cluster = new StoreCluster(2);
        var store = cluster.clientStore();
        var claim = claim();
        var object = putHeldButCleared(store, claim);
        store.expect(List.of(object.key()));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertContent(store, object));
        store.release(List.of(object.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    /** Holds are short, so that one may be over too soon. */
    private EncodedObject putHeldButCleared(ObjectStore store, Claim claim) {
        for (int i = 0; i < TRIES; i++) {
            var object = put(store, claim());
            cluster.clear();
            if (!store.put(object, claim, Durability.BACKED_UP, store.newDeadline())) {
                return object;
            }
        }
        return fail("Not held in any of %d tries", TRIES);
    }

    @Test
    void release_inAWhileByAProcessThatIsGone_endsTheClaim() {
        cluster = new StoreCluster(2);
        var client = cluster.startClient();
        var store = cluster.storeOf(client);
        var claim = claim();
        var object = put(store, claim);
        var reader = cluster.clientStore();
        store.release(List.of(object.key()), claim, Duration.ofSeconds(5));
        store.close();
        client.getLifecycleService().terminate();
        assertContent(reader, object);
        cluster.awaitEmpty(LATER);
    }

    @Test
    void fetch_onMembers_readsReplicasOfTheirOwn() {
        cluster = new StoreCluster(2);
        var object = put(cluster.clientStore(), claim());
        for (int i = 0; i < 2; i++) {
            assertContent(cluster.storeOf(cluster.member(i)), object);
        }
        for (int i = 0; i < 2; i++) {
            var stats = cluster.member(i).getMap(StoreMaps.CHUNKS).getLocalMapStats();
            assertThat(stats.getGetOperationCount()).isZero();
        }
    }

    private void damageChunks() {
        var chunks = cluster.anyMember().getMap(StoreMaps.CHUNKS);
        for (var key : chunks.keySet()) {
            var damaged = StoredChunk.seal(SampleObjects.random(1000).chunk(0));
            damaged[500] ^= 1;
            chunks.set(key, StockData.of(damaged));
        }
    }

    @Test
    void chunksWithoutEntry_goAfterALease() {
        cluster = new StoreCluster(2, "lease", "1s", "store.timeout", "500ms");
        var store = cluster.clientStore();
        var object = putUnhurriedly(store);

        cluster.anyMember().getMap(StoreMaps.OBJECTS).delete(new StoredKey(object.key()));

        cluster.awaitEmpty(Duration.ofSeconds(15));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
