package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.claimcheck.hazelcast.internal.MapSteps;
import io.github.claimcheck.hazelcast.internal.RawMaps;
import java.util.concurrent.CompletionStage;

/** The store's maps of one instance. */
record Maps(
        HazelcastInstance instance,
        RawMaps raw,
        IMap<ChunkKey, Object> chunks,
        IMap<ChunkKey, Object> unbacked,
        IMap<StoredKey, ObjectEntry> objects,
        IMap<String, Ledger> ledger) {

    static final String LEDGER_KEY = "cluster";

    static Maps of(HazelcastInstance instance) {
        return new Maps(
                instance,
                new RawMaps(instance),
                instance.getMap(StoreMaps.CHUNKS),
                instance.getMap(StoreMaps.UNBACKED),
                instance.getMap(StoreMaps.OBJECTS),
                instance.getMap(StoreMaps.LEDGER));
    }

    /** {@return the map that the chunks of a placement are in} */
    IMap<ChunkKey, Object> holding(Placement placement) {
        return placement.isBackedUp() ? chunks : unbacked;
    }

    /** As far as a member is still connected, also while it shuts down. */
    CompletionStage<Placement> updateClaims(StoredKey key, UpdateClaims step) {
        return MapSteps.submit(instance, objects, key, step);
    }
}
