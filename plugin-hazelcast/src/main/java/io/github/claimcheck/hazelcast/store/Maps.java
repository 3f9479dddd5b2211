package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.internal.RawMaps;
import io.github.claimcheck.hazelcast.store.entry.ChunkKey;
import io.github.claimcheck.hazelcast.store.entry.Ledger;
import io.github.claimcheck.hazelcast.store.entry.ObjectEntry;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The store's maps of one instance.
 *
 * @param chunkWork runs what goes through all chunks of an object, one object after the other, so that no thread of the
 *     engine does; a thread of its own while there is something to do
 */
record Maps(
        RawMaps raw,
        Executor chunkWork,
        IMap<ChunkKey, Object> chunks,
        IMap<ChunkKey, Object> unbacked,
        IMap<StoredKey, ObjectEntry> objects) {

    private static final String LEDGER_KEY = "cluster";

    static Maps of(HazelcastInstance instance) {
        return new Maps(
                RawMaps.of(instance),
                Background.worker("claimcheck.chunks"),
                instance.getMap(StoreMaps.CHUNKS),
                instance.getMap(StoreMaps.UNBACKED),
                instance.getMap(StoreMaps.OBJECTS));
    }

    /** Never waits; as {@link RawMaps#run}. */
    <R> CompletableFuture<R> step(ObjectKey key, EntryProcessor<StoredKey, ObjectEntry, R> step) {
        return raw.run(StoreMaps.OBJECTS, new StoredKey(key), step);
    }

    /** Never waits; as {@link RawMaps#run}. */
    <R> CompletableFuture<R> step(EntryProcessor<String, Ledger, R> step) {
        return raw.run(StoreMaps.LEDGER, LEDGER_KEY, step);
    }
}
