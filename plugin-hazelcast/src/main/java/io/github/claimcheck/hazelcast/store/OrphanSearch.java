package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.hazelcast.store.entry.ChunkKey;
import io.github.claimcheck.hazelcast.store.entry.Locate;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds chunks that belong to no object: their upload was never completed, or their deletion failed. A chunk is deleted
 * when it has had no entry for longer than an upload can take, by this member's own observation, because the clocks of
 * those who upload may be wrong. Thread-safe.
 */
final class OrphanSearch {

    private final Maps maps;
    private final long patienceNanos;
    private final Map<ChunkKey, Long> suspects = new HashMap<>();

    OrphanSearch(Maps maps, Duration patience) {
        this.maps = maps;
        this.patienceNanos = patience.toNanos();
    }

    /** Looks at the chunks that this member owns. Goes on in the background. */
    void search() {
        var backedUp = maps.chunks().localKeySet();
        var unbacked = maps.unbacked().localKeySet();
        var all = new HashSet<>(backedUp);
        all.addAll(unbacked);
        forgetAllBut(all);
        if (!all.isEmpty()) {
            var objects = all.stream().map(chunk -> new StoredKey(chunk.key())).collect(Collectors.toSet());
            maps.objects()
                    .submitToKeys(objects, new Locate())
                    .thenAcceptAsync(
                            located -> {
                                judge(StoreMaps.CHUNKS, backedUp, located);
                                judge(StoreMaps.UNBACKED, unbacked, located);
                            },
                            maps.chunkWork());
        }
    }

    private synchronized void forgetAllBut(Set<ChunkKey> chunks) {
        suspects.keySet().retainAll(chunks);
    }

    private synchronized void judge(String map, Set<ChunkKey> chunks, Map<StoredKey, Placement> located) {
        long now = System.nanoTime();
        for (var chunk : chunks) {
            var at = located.get(new StoredKey(chunk.key()));
            if (at != null && at.holds(chunk, map)) {
                suspects.remove(chunk);
            } else if (now - suspects.computeIfAbsent(chunk, unseen -> now) > patienceNanos) {
                maps.raw().delete(map, chunk);
            }
        }
    }
}
