package io.github.claimcheck.hazelcast.store;

import static io.github.claimcheck.hazelcast.store.StoreActions.assertContent;
import static io.github.claimcheck.hazelcast.store.StoreActions.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreFullException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store does at its limit. */
final class StoreRoomIT {

    private StoreCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void put_noRoom_isRefusedAndLeavesNothing() {
        cluster = new StoreCluster(2, "store.max-size", "2MB", "store.timeout", "10s");
        var store = cluster.clientStore();
        var claim = claim();
        var kept = SampleObjects.random(1500 * 1024);
        store.put(kept, claim, Durability.BACKED_UP, store.newDeadline());
        int chunks = cluster.anyMember().getMap(StoreMaps.CHUNKS).size();

        assertThatThrownBy(() -> store.put(
                        SampleObjects.random(1500 * 1024), claim(), Durability.BACKED_UP, store.newDeadline()))
                .isInstanceOf(StoreFullException.class);

        assertThat(cluster.anyMember().getMap(StoreMaps.CHUNKS).size()).isEqualTo(chunks);
        assertContent(store, kept);
        store.release(List.of(kept.key()), claim);
        cluster.awaitEmpty(Duration.ofSeconds(10));
    }

    @Test
    void put_largerThanAnyMemberTakes_isRefusedAtOnce() {
        cluster = new StoreCluster(1, "store.max-size", "1MB", "store.timeout", "1h");
        var store = cluster.clientStore();

        assertThatThrownBy(() -> store.put(
                        SampleObjects.random(1500 * 1024), claim(), Durability.BACKED_UP, store.newDeadline()))
                .isInstanceOf(StoreFullException.class);
    }

    @Test
    void putResult_largerThanAnotherMemberTakes_staysHere() {
        cluster = new StoreCluster(1, "store.max-size", "64MB");
        cluster.set("store.max-size", "1MB");
        cluster.startMember();
        var store = cluster.storeOf(cluster.member(0));
        var result = SampleObjects.random(1500 * 1024);
        store.put(result, claim(), Durability.LOCAL, store.newDeadline());
        assertContent(store, result);
    }

    @Test
    void put_onlyLingeringObjectsInTheWay_removesThem() {
        cluster = new StoreCluster(2, "store.max-size", "2MB", "linger", "10m", "store.timeout", "60s");
        var store = cluster.clientStore();
        for (int i = 0; i < 6; i++) {
            var claim = claim();
            var object = SampleObjects.random(1500 * 1024);
            store.put(object, claim, Durability.BACKED_UP, store.newDeadline());
            assertContent(store, object);
            store.release(List.of(object.key()), claim);
        }
    }

    @Test
    void put_storedAlready_takesNoRoom() {
        cluster = new StoreCluster(2, "store.max-size", "4MB");
        var store = cluster.clientStore();
        var object = inFewChunks();
        store.put(object, claim(), Durability.BACKED_UP, store.newDeadline());

        // A store that does not hold the object asks for room while it asks for the object.
        for (int i = 0; i < 4; i++) {
            var other = cluster.clientStore();
            assertThat(other.put(object, claim(), Durability.BACKED_UP, other.newDeadline()))
                    .isFalse();
        }

        assertThat(store.put(inFewChunks(), claim(), Durability.BACKED_UP, store.newDeadline()))
                .isTrue();
    }

    private static ChunkSource inFewChunks() {
        return RawCodec.encode(SampleObjects.content(SampleObjects.random(1500 * 1024)), 512 * 1024);
    }
}
