package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.store.entry.LedgerStep;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Keeps one member's part of the store tidy: removes objects that nobody claims any more and chunks that belong to no
 * object, and reports to the ledger how much is stored. For use by one thread.
 */
public final class StoreSweeper {

    private static final Duration SHORTEST_BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration SHORTEST_BETWEEN_SEARCHES = Duration.ofMillis(500);
    private static final Duration LONGEST_BETWEEN_SEARCHES = Duration.ofSeconds(15);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

    /** By which the next search may be late. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final HazelcastInstance member;
    private final Settings settings;
    private final Maps maps;
    private final Removal removal;
    private final OrphanSearch orphans;
    private final RemovalPause pause;
    private final Pace looks;
    private final Pace searches;
    private final Pace reports = new Pace(BETWEEN_REPORTS);

    /** When to look at an object, by {@link System#nanoTime}; at once if that is not known. */
    private final Map<StoredKey, Long> dueAt = new ConcurrentHashMap<>();

    private long reportedBytes;

    /**
     * Makes the sweeper of a member that has started.
     *
     * @param pause asked before anything is removed; told to look at each sweep
     */
    public StoreSweeper(HazelcastInstance member, Settings settings, IMapObjectStore store, RemovalPause pause) {
        this.member = member;
        this.settings = settings;
        this.maps = store.maps();
        this.removal = store.removal();
        this.pause = pause;
        this.looks = new Pace(inRange(settings.linger().dividedBy(10), SHORTEST_BETWEEN_LOOKS, LONGEST_BETWEEN_LOOKS));
        var betweenSearches =
                inRange(settings.lease().dividedBy(20), SHORTEST_BETWEEN_SEARCHES, LONGEST_BETWEEN_SEARCHES);
        this.searches = new Pace(betweenSearches);
        this.orphans = new OrphanSearch(maps, orphanPatience(settings, betweenSearches));
    }

    private static Duration inRange(Duration wanted, Duration shortest, Duration longest) {
        return Collections.max(List.of(shortest, Collections.min(List.of(wanted, longest))));
    }

    private static Duration orphanPatience(Settings settings, Duration betweenSearches) {
        // An upload gives up after the time-out; its last step may have been sent just before.
        var longestUpload = settings.uploadTimeout().multipliedBy(3).dividedBy(2);
        var restOfLease = settings.lease().minus(betweenSearches.plus(SLACK).multipliedBy(2));
        return longestUpload.compareTo(restOfLease) > 0 ? longestUpload : restOfLease;
    }

    /**
     * Sweeps once. Costs next to nothing where nothing is stored; waits for partition threads, not for other members.
     */
    public void sweep() {
        pause.look();
        if (!pause.isOver()) {
            // The clock may have been wrong, or claims may come from elsewhere.
            dueAt.clear();
        } else if (looks.isDue()) {
            removeUnclaimed();
        }
        if (searches.isDue()) {
            orphans.search();
        }
        report();
    }

    /** Looks at each object when it may have become removable, not before: there may be very many. */
    private void removeUnclaimed() {
        // The engine's set is slow to search, and makes its keys anew each time.
        var keys = new HashSet<>(maps.objects().localKeySet());
        dueAt.keySet().retainAll(keys);
        long now = System.nanoTime();
        var due = keys.stream()
                .filter(key -> now - dueAt.getOrDefault(key, now) >= 0)
                .collect(Collectors.toSet());
        if (!due.isEmpty()) {
            long linger = settings.linger().toMillis();
            // What fails is due again at the next sweep.
            removal.look(due, linger)
                    .thenAcceptAsync(
                            found -> {
                                found.forEach(
                                        (key, millis) -> dueAt.put(key, now + TimeUnit.MILLISECONDS.toNanos(millis)));
                                removal.removeUnclaimed(found, linger);
                            },
                            maps.chunkWork());
        }
    }

    /** Says when something is to be done again. */
    private static final class Pace {
        private final long nanos;
        private long last;

        Pace(Duration pause) {
            this.nanos = pause.toNanos();
            this.last = System.nanoTime() - nanos;
        }

        /** {@return whether it is time; if so, it is done now} */
        boolean isDue() {
            long now = System.nanoTime();
            boolean isDue = now - last >= nanos;
            last = isDue ? now : last;
            return isDue;
        }
    }

    private static long bytesIn(IMap<?, ?> map) {
        var stats = map.getLocalMapStats();
        return stats.getOwnedEntryMemoryCost() + stats.getBackupEntryMemoryCost();
    }

    /** Reports what changed; now and then also what did not, because the ledger estimates between reports. */
    private void report() {
        // There must be room for the backups of what has none yet.
        long bytes = bytesIn(maps.chunks()) + Footprint.COPIES * bytesIn(maps.unbacked());
        if (bytes != reportedBytes || reports.isDue()) {
            reportedBytes = bytes;
            var self = member.getCluster().getLocalMember().getUuid();
            maps.step(LedgerStep.report(self, bytes));
        }
    }
}
