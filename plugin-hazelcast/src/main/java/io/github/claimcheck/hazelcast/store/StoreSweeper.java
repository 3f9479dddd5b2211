package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps one member's part of the store tidy: removes objects that nobody claims any more and chunks that belong to no
 * object, and reports to the ledger how much is stored. For use by one thread.
 */
public final class StoreSweeper {

    private static final int SWEEPS_PER_ORPHAN_SEARCH = 10;

    private final HazelcastInstance member;
    private final Settings settings;
    private final Maps maps;
    private long reportedBytes;
    private int sweeps;

    public StoreSweeper(HazelcastInstance member, Settings settings, IMapObjectStore store) {
        this.member = member;
        this.settings = settings;
        this.maps = store.maps();
    }

    /**
     * Sweeps once. Costs next to nothing where nothing is stored; waits for partition threads, not for other members.
     */
    public void sweep() {
        removeUnclaimed();
        if (++sweeps % SWEEPS_PER_ORPHAN_SEARCH == 0) {
            removeOrphans();
        }
        report();
    }

    private void removeUnclaimed() {
        var keys = maps.objects().localKeySet();
        if (keys.isEmpty()) {
            return;
        }
        var step = new RemoveUnclaimed(settings.linger().toMillis());
        maps.objects()
                .submitToKeys(keys, step)
                .thenAccept(removed -> removed.forEach((key, at) -> {
                    if (at != null) {
                        Upload.delete(maps, key.key(), at[0], at[1]);
                    }
                }));
    }

    /** Chunks whose upload was never completed, or whose deletion failed, have no entry of their generation. */
    private void removeOrphans() {
        long now = member.getCluster().getClusterTime();
        // An upload that is not published yet looks like an orphan.
        long grace = Math.max(
                settings.lease().toMillis(), 2 * settings.storeTimeout().toMillis());
        long oldest = now - grace;
        var suspects = new HashMap<ObjectKey, Set<ChunkKey>>();
        for (var chunk : maps.chunks().localKeySet()) {
            if (chunk.uploadedAtMillis() < oldest) {
                suspects.computeIfAbsent(chunk.key(), key -> new HashSet<>()).add(chunk);
            }
        }
        if (suspects.isEmpty()) {
            return;
        }
        var keys = suspects.keySet().stream().map(StoredKey::new).collect(Collectors.toSet());
        maps.objects().submitToKeys(keys, new Locate()).thenAccept(found -> removeUnlocated(suspects, found));
    }

    private void removeUnlocated(Map<ObjectKey, Set<ChunkKey>> suspects, Map<StoredKey, long[]> found) {
        suspects.forEach((key, chunks) -> {
            var at = found.get(new StoredKey(key));
            for (var chunk : chunks) {
                if (at == null || at[0] != chunk.generation()) {
                    maps.chunks().deleteAsync(chunk);
                }
            }
        });
    }

    private void report() {
        var stats = maps.chunks().getLocalMapStats();
        long bytes = stats.getOwnedEntryMemoryCost() + stats.getBackupEntryMemoryCost();
        // Asks one partition; the map's own isEmpty would ask all of them, on every member, for ever.
        if (bytes == 0 && reportedBytes == 0 && !maps.ledger().containsKey(Maps.LEDGER_KEY)) {
            return;
        }
        reportedBytes = bytes;
        maps.ledger()
                .submitToKey(
                        Maps.LEDGER_KEY,
                        LedgerStep.report(member.getCluster().getLocalMember().getUuid(), bytes));
    }
}
