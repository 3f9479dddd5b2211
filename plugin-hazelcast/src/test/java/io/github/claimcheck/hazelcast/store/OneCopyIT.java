package io.github.claimcheck.hazelcast.store;

import static io.github.claimcheck.hazelcast.store.StoreActions.assertContent;
import static io.github.claimcheck.hazelcast.store.StoreActions.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.store.entry.ObjectEntry;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.ObjectStore.Durability;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results, and what tasks that end soon capture, are stored in one copy until they are needed for longer. */
final class OneCopyIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Well before backups are made of what is still claimed. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private static final int TRIES = 20;
    private static final int CHUNKS = 5;
    private static final int MANY_CHUNKS = 40;

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

        assertThat(cluster.member(1).getMap(StoreMaps.UNBACKED).localKeySet()).hasSize(CHUNKS);
        assertThat(cluster.member(0).getMap(StoreMaps.CHUNKS).size()).isZero();
        var client = cluster.clientStore();
        assertContent(client, result);
        client.release(List.of(result.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void putResult_equalToOneThatIsHere_isNotUploadedAgain() {
        cluster = new StoreCluster(2);
        var first = claim();
        var result = putResult(1, first);
        var store = cluster.storeOf(cluster.member(1));
        var second = claim();

        assertThat(store.put(result, second, Durability.LOCAL, store.newDeadline()))
                .isFalse();

        store.release(List.of(result.key()), first);
        var client = cluster.clientStore();
        assertContent(client, result);
        client.release(List.of(result.key()), second);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_resultThatIsStillNeeded_survivesItsMember() {
        cluster = new StoreCluster(3);
        var result = putResult(2, claim());
        var client = cluster.clientStore();

        assertThat(client.put(result, claim(), Durability.BACKED_UP, client.newDeadline()))
                .isFalse();
        awaitBackups(result);
        cluster.member(2).getLifecycleService().terminate();

        assertContent(client, result);
        assertThat(client.put(result, claim(), Durability.BACKED_UP, client.newDeadline()))
                .isFalse();
    }

    @Test
    void put_resultWithBackups_leavesNothingOnceReleased() {
        cluster = new StoreCluster(2);
        var first = claim();
        var second = claim();
        var result = putResult(1, first);
        var client = cluster.clientStore();
        client.put(result, second, Durability.BACKED_UP, client.newDeadline());
        awaitBackups(result);

        client.release(List.of(result.key()), first);
        client.release(List.of(result.key()), second);

        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_resultWhoseMemberIsGone_isStoredAgain() {
        cluster = new StoreCluster(3);
        var first = claim();
        var result = putResult(2, first);
        var instance = cluster.startClient();
        var client = cluster.storeOf(instance);
        var second = claim();
        cluster.member(2).getLifecycleService().terminate();
        awaitMembers(2);
        awaitMembers(instance, 2);

        assertThat(client.put(result, second, Durability.BACKED_UP, client.newDeadline()))
                .isTrue();

        assertContent(client, result);
        client.release(List.of(result.key()), first);
        assertContent(client, result);
        client.release(List.of(result.key()), second);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void put_whatIsThereAsResult_getsBackups() {
        cluster = new StoreCluster(2);
        var result = putResult(1, claim());

        StoreActions.put(cluster.clientStore(), result, claim());

        awaitBackups(result);
    }

    @Test
    void putBriefly_taskThatEndsSoon_neverMakesABackup() {
        cluster = new StoreCluster(2, "linger", "5s");
        var client = cluster.clientStore();
        var object = putForAMoment(client, CHUNKS);

        assertContent(client, object);
        assertStaysInOneCopy(object);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void putBriefly_taskThatTakesLonger_getsBackupsAndLeavesOneCopyOfEachChunk() {
        cluster = new StoreCluster(2);
        var client = cluster.clientStore();
        var claim = claim();
        var object = putBriefly(client, claim, CHUNKS);

        awaitBackups(object);

        assertThat(cluster.anyMember().getMap(StoreMaps.CHUNKS).size()).isEqualTo(CHUNKS);
        await().atMost(SOON)
                .until(() -> cluster.anyMember().getMap(StoreMaps.UNBACKED).isEmpty());
        assertContent(client, object);
        client.release(List.of(object.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void putBriefly_memberIsLostAtOnce_isStoredAgainWhileAMemberReads() {
        cluster = new StoreCluster(3);
        var client = cluster.clientStore();
        var claim = claim();
        var object = putBriefly(client, claim, MANY_CHUNKS);
        cluster.member(2).getLifecycleService().terminate();

        assertContent(cluster.storeOf(cluster.member(0)), object);
        awaitBackups(object);
        client.release(List.of(object.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    @Test
    void putBriefly_clientIsLostAtOnce_memberThatHasTheTaskSeesToBackups() {
        cluster = new StoreCluster(3);
        var client = cluster.startClient();
        var claim = claim();
        var object = putBriefly(cluster.storeOf(client), claim, MANY_CHUNKS);
        client.getLifecycleService().terminate();

        var member = cluster.storeOf(cluster.member(0));
        member.renew(List.of(object.key()), new Claim(claim.id(), SampleObjects.newId()), true);

        awaitBackups(object);
        cluster.member(2).getLifecycleService().terminate();
        assertContent(member, object);
    }

    /** The session relies on its hold, so nobody asks the cluster for the second task. */
    @Test
    void put_justWhenTheFirstTaskHasEnded_getsBackups() throws InterruptedException {
        cluster = new StoreCluster(2, "linger", "30s");
        var client = cluster.clientStore();
        var first = claim();
        var object = putBriefly(client, first, CHUNKS);
        client.release(List.of(object.key()), first);
        for (int i = 0; i < 12; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            var claim = claim();
            assertThat(client.put(object, claim, Durability.BACKED_UP, client.newDeadline()))
                    .isFalse();
            if (i < 11) {
                client.release(List.of(object.key()), claim);
            }
        }

        awaitBackups(object);
    }

    @Test
    void putResult_equalToOneThatWasLostWhileItLingered_isReadable() {
        cluster = new StoreCluster(3, "linger", "30s");
        var claim = claim();
        var result = putResult(2, claim);
        cluster.storeOf(cluster.member(2)).release(List.of(result.key()), claim);
        cluster.member(2).getLifecycleService().terminate();
        awaitMembers(2);

        var store = cluster.storeOf(cluster.member(1));
        store.put(result, claim(), Durability.LOCAL, store.newDeadline());

        assertContent(cluster.clientStore(), result);
    }

    @Test
    void put_lingeringObjectOfWhichAPartIsLost_isStoredAgainThoughTheUserWritesToIt() {
        cluster = new StoreCluster(3, "linger", "30s");
        var client = cluster.clientStore();
        var object = putForAMoment(client, MANY_CHUNKS);
        assertStaysInOneCopy(object);
        cluster.member(2).getLifecycleService().terminate();
        awaitMembers(2);

        var data = SampleObjects.content(object);
        var again = RawCodec.encode(data, SampleObjects.CHUNK_BYTES);
        var second = claim();
        assertThat(client.put(again, second, Durability.BACKED_UP, client.newDeadline()))
                .isFalse();
        Arrays.fill(data, (byte) 0);

        assertContent(cluster.storeOf(cluster.member(0)), object);
    }

    @Test
    void putBriefly_fromMember_hasBackupsAtOnce() {
        cluster = new StoreCluster(2);
        var object = putBriefly(cluster.storeOf(cluster.member(0)), claim(), CHUNKS);

        assertThat(placement(object).isBackedUp()).isTrue();
    }

    /** Its own part of the copy and the content that it has would be lost together. */
    @Test
    void put_fromMemberWhatLingersInOneCopy_hasBackupsAtOnce() {
        cluster = new StoreCluster(2, "linger", "30s");
        var object = putForAMoment(cluster.clientStore(), CHUNKS);
        assertThat(placement(object).isBackedUp()).isFalse();

        StoreActions.put(cluster.storeOf(cluster.member(0)), object, claim());

        assertThat(placement(object).isBackedUp()).isTrue();
    }

    @Test
    void putBriefly_clientThatMayMakeFewCalls_getsBackups() {
        cluster = new StoreCluster(2);
        var client =
                cluster.startClient(config -> config.setProperty("hazelcast.client.max.concurrent.invocations", "60"));
        var store = cluster.storeOf(client);
        var claim = claim();
        var object = putBriefly(store, claim, 5 * MANY_CHUNKS);

        awaitBackups(object);

        await().atMost(SOON)
                .until(() -> cluster.anyMember().getMap(StoreMaps.UNBACKED).isEmpty());
        assertContent(store, object);
        store.release(List.of(object.key()), claim);
        cluster.awaitEmpty(SOON);
    }

    private EncodedObject putResult(int member, Claim claim) {
        var result = SampleObjects.random(CHUNKS * SampleObjects.CHUNK_BYTES);
        var store = cluster.storeOf(cluster.member(member));
        store.put(result, claim, Durability.LOCAL, store.newDeadline());
        return result;
    }

    private static EncodedObject putBriefly(ObjectStore store, Claim claim, int chunks) {
        var object = SampleObjects.random(chunks * SampleObjects.CHUNK_BYTES);
        store.put(object, claim, Durability.BACKED_UP_LATER, store.newDeadline());
        return object;
    }

    /** {@return an object that nobody needs any more before it would get backups} */
    private static EncodedObject putForAMoment(ObjectStore store, int chunks) {
        for (int i = 0; i < TRIES; i++) {
            long began = System.nanoTime();
            var claim = claim();
            var object = putBriefly(store, claim, chunks);
            store.release(List.of(object.key()), claim);
            if (System.nanoTime() - began < MOMENT.toNanos()) {
                return object;
            }
        }
        return fail("Each of %d took longer than %s", TRIES, MOMENT);
    }

    private void assertStaysInOneCopy(EncodedObject object) {
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(placement(object).isBackedUp()).isFalse();
    }

    private void awaitBackups(EncodedObject object) {
        await().atMost(SOON).until(() -> placement(object).isBackedUp());
    }

    private Placement placement(EncodedObject object) {
        return entry(cluster.anyMember(), object).placement();
    }

    private static ObjectEntry entry(HazelcastInstance instance, EncodedObject object) {
        return instance.<StoredKey, ObjectEntry>getMap(StoreMaps.OBJECTS).get(new StoredKey(object.key()));
    }

    private void awaitMembers(int count) {
        awaitMembers(cluster.anyMember(), count);
    }

    /** Each learns of it at its own time. */
    private static void awaitMembers(HazelcastInstance instance, int count) {
        await().atMost(SOON).until(() -> instance.getCluster().getMembers().size() == count);
    }
}
