package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.ObjectStore.Durability;

/** What tests do with a store. */
final class StoreActions {

    static final int CHUNKS = 40;

    private StoreActions() {}

    static EncodedObject put(ObjectStore store, Claim claim) {
        var object = SampleObjects.random(CHUNKS * SampleObjects.CHUNK_BYTES);
        put(store, object, claim);
        return object;
    }

    static void put(ObjectStore store, ChunkSource object, Claim claim) {
        store.put(object, claim, Durability.BACKED_UP, store.newDeadline());
    }

    static Claim claim() {
        return new Claim(SampleObjects.newId(), Claim.SUBMITTER);
    }

    static void assertContent(ObjectStore store, EncodedObject expected) {
        assertThat(SampleObjects.content(store.fetch(expected.key()).join()))
                .isEqualTo(SampleObjects.content(expected));
    }
}
