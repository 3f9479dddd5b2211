package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.store.entry.LedgerStep;
import java.time.Duration;

/**
 * Keeps one member's part of the store tidy: removes objects that nobody claims any more and chunks that belong to no
 * object, and reports to the ledger how much is stored. For use by one thread.
 */
public final class StoreSweeper {

    private static final int SWEEPS_PER_ORPHAN_SEARCH = 5;
    private static final int SWEEPS_PER_REPORT = 4;
    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(2500);

    private final HazelcastInstance member;
    private final Settings settings;
    private final Maps maps;
    private final Removal removal;
    private final OrphanSearch orphans;
    private final RemovalPause pause;
    private long reportedBytes;
    private int sweeps;

    /**
     * Makes the sweeper of a member that has started.
     *
     * @param pause asked before anything is removed; told to look at each sweep
     */
    public StoreSweeper(HazelcastInstance member, Settings settings, IMapObjectStore store, RemovalPause pause) {
        this.member = member;
        this.settings = settings;
        this.maps = store.maps();
        this.removal = new Removal(maps);
        this.pause = pause;
        this.orphans = new OrphanSearch(maps, orphanPatience(settings));
    }

    private static Duration orphanPatience(Settings settings) {
        // An upload gives up after the time-out; its last step may have been sent just before.
        var longestUpload = settings.uploadTimeout().multipliedBy(3).dividedBy(2);
        var restOfLease = settings.lease().minus(BETWEEN_SEARCHES.multipliedBy(2));
        return longestUpload.compareTo(restOfLease) > 0 ? longestUpload : restOfLease;
    }

    /**
     * Sweeps once. Costs next to nothing where nothing is stored; waits for partition threads, not for other members.
     */
    public void sweep() {
        sweeps++;
        pause.look();
        var keys = maps.objects().localKeySet();
        if (pause.isOver() && !keys.isEmpty()) {
            removal.ofUnclaimed(keys, settings.linger().toMillis());
        }
        if (sweeps % SWEEPS_PER_ORPHAN_SEARCH == 0) {
            orphans.search();
        }
        report();
    }

    private static long bytesIn(IMap<?, ?> map) {
        var stats = map.getLocalMapStats();
        return stats.getOwnedEntryMemoryCost() + stats.getBackupEntryMemoryCost();
    }

    /** Reports what changed; now and then also what did not, because the ledger estimates between reports. */
    private void report() {
        // There must be room for the backups of what has none yet.
        long bytes = bytesIn(maps.chunks()) + Room.COPIES * bytesIn(maps.unbacked());
        if (bytes != reportedBytes || sweeps % SWEEPS_PER_REPORT == 0) {
            reportedBytes = bytes;
            var self = member.getCluster().getLocalMember().getUuid();
            maps.step(LedgerStep.report(self, bytes));
        }
    }
}
