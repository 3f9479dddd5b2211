package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results are stored in one copy, until a task captures one. */
final class ResultCopyIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int CHUNKS = 5;

    private StoreCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void putResult_onMember_keepsOneCopyThere() {
        cluster = new StoreCluster(2);
        var claim = claim();
        var result = putResult(1, claim);

        assertThat(cluster.member(1).getMap(StoreMaps.RESULTS).localKeySet()).hasSize(CHUNKS);
        assertThat(cluster.member(0).getMap(StoreMaps.CHUNKS).size()).isZero();
        var client = cluster.clientStore();
        assertContent(client, result);
        client.release(List.of(result.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void claim_resultThatIsStillNeeded_survivesItsMember() {
        cluster = new StoreCluster(3);
        var result = putResult(2, claim());
        var client = cluster.clientStore();
        var claim = claim();

        assertThat(client.claim(result, claim)).isTrue();
        await().atMost(SOON)
                .until(() -> cluster.anyMember().getMap(StoreMaps.CHUNKS).size() == CHUNKS);
        await().atMost(SOON).until(() -> placementIsBackedUp(result));
        cluster.member(2).getLifecycleService().terminate();

        assertContent(client, result);
        assertThat(client.claim(result, claim())).isTrue();
    }

    @Test
    void claim_resultWithBackups_leavesNothingOnceReleased() {
        cluster = new StoreCluster(2);
        var first = claim();
        var second = claim();
        var result = putResult(1, first);
        var client = cluster.clientStore();
        client.claim(result, second);
        await().atMost(SOON).until(() -> placementIsBackedUp(result));

        client.release(List.of(result.key()), first);
        client.release(List.of(result.key()), second);

        cluster.awaitEmpty(SOON);
    }

    @Test
    void claim_resultWhoseMemberIsGone_isFalseSoThatItIsStoredAgain() {
        cluster = new StoreCluster(3);
        var result = putResult(2, claim());
        var client = cluster.clientStore();
        cluster.member(2).getLifecycleService().terminate();
        await().atMost(SOON)
                .until(() -> cluster.anyMember().getCluster().getMembers().size() == 2);

        await().atMost(SOON).until(() -> !client.claim(result, claim()));
        var claim = claim();
        client.put(result, claim);

        assertContent(client, result);
        client.release(List.of(result.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_whatIsThereAsResult_getsBackups() {
        cluster = new StoreCluster(2);
        var result = putResult(1, claim());

        cluster.clientStore().put(result, claim());

        await().atMost(SOON).until(() -> placementIsBackedUp(result));
    }

    private EncodedObject putResult(int member, Claim claim) {
        var result = SampleObjects.random(CHUNKS * SampleObjects.CHUNK_BYTES);
        cluster.storeOf(cluster.member(member)).putResult(result, claim);
        return result;
    }

    private boolean placementIsBackedUp(EncodedObject object) {
        var entry = (ObjectEntry) cluster.anyMember().getMap(StoreMaps.OBJECTS).get(new StoredKey(object.key()));
        return entry.placement().isBackedUp();
    }

    private static Claim claim() {
        return new Claim(SampleObjects.newId(), Claim.SUBMITTER);
    }

    private static void assertContent(ObjectStore store, EncodedObject expected) {
        assertThat(SampleObjects.content(store.fetch(expected.key()).join()))
                .isEqualTo(SampleObjects.content(expected));
    }
}
