package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

/** The store's maps of one instance. */
record Maps(
        IMap<ChunkKey, Object> chunks,
        IMap<ChunkKey, Object> results,
        IMap<StoredKey, ObjectEntry> objects,
        IMap<String, Ledger> ledger) {

    static final String LEDGER_KEY = "cluster";

    static Maps of(HazelcastInstance instance) {
        return new Maps(
                instance.getMap(StoreMaps.CHUNKS),
                instance.getMap(StoreMaps.RESULTS),
                instance.getMap(StoreMaps.OBJECTS),
                instance.getMap(StoreMaps.LEDGER));
    }
}
