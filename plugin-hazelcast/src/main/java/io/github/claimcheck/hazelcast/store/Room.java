package io.github.claimcheck.hazelcast.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.hazelcast.store.entry.Ledger;
import io.github.claimcheck.hazelcast.store.entry.LedgerStep;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.StoreFullException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Asks the ledger for room before an upload. When there is none, objects that only linger go at once, and the submitter
 * waits a bounded time for others to end; having waited for nothing, it does not wait again for a while.
 */
final class Room {

    /** Copies of a chunk in a map with one backup. */
    static final int COPIES = 2;

    private static final long RETRY_MILLIS = 50;
    private static final int TRIES_PER_PURGE = 8;
    private static final int TRIES_TO_SETTLE = 3;
    private static final int HEADER_BYTES_PER_CHUNK = 250;

    /** The largest object for which room is reserved before it is known to be needed. */
    private static final long MOST_BYTES_AHEAD = 1 << 20;

    private final HazelcastInstance instance;
    private final Maps maps;
    private final Settings settings;
    private final Removal removal;
    private final Executor inASecond;
    private final Executor lister = Background.worker("claimcheck.lister");
    private final AtomicReference<CompletableFuture<Set<StoredKey>>> listing = new AtomicReference<>();
    private volatile long noWaitUntil = System.nanoTime();

    Room(HazelcastInstance instance, Maps maps, Settings settings, ScheduledExecutorService ticker) {
        this.instance = instance;
        this.maps = maps;
        this.settings = settings;
        this.removal = new Removal(maps);
        this.inASecond = Background.delayed(Duration.ofSeconds(1), maps.chunkWork(), ticker);
    }

    /** {@return whether there could be room for that many bytes, with backups} Takes no round trip. */
    boolean couldHold(long bytes) {
        return !neverFits(share(bytes, 0, COPIES), Ledger.EVERYWHERE);
    }

    /**
     * {@return room for an object with backups, which it may get later} For a small one the ledger is asked at once,
     * while it may turn out that the object is stored already.
     */
    Reservation reserve(ChunkSource object) {
        long bytes = object.key().length();
        var reservation = new Reservation(bytes, share(bytes, object.chunkCount(), COPIES), Ledger.EVERYWHERE);
        if (bytes <= MOST_BYTES_AHEAD) {
            reservation.ask();
        }
        return reservation;
    }

    /** {@return room for a single copy that this member takes} */
    Reservation reserveHere(ChunkSource object) {
        long bytes = object.key().length();
        var here = instance.getCluster().getLocalMember().getUuid();
        // As members report it.
        return new Reservation(bytes, COPIES * withHeaders(bytes, object.chunkCount()), here);
    }

    /** {@return room for the backups of what has none} */
    Reservation reserveBackups(long bytes, int chunks) {
        // What has no backups counts twice already, though only where it is: what comes to others from the one member
        // that had all of it takes more than this there, as they report within half a second.
        return new Reservation(bytes, share(bytes, chunks, 1), Ledger.EVERYWHERE);
    }

    /** Room for one object, given back at the end unless it was stored. Not thread-safe. */
    final class Reservation implements AutoCloseable {
        private final long id = ThreadLocalRandom.current().nextLong();
        private final long bytes;
        private final long share;
        private final UUID where;
        private CompletableFuture<Boolean> granted;
        private boolean stored;

        private Reservation(long bytes, long share, UUID where) {
            this.bytes = bytes;
            this.share = share;
            this.where = where;
        }

        private void ask() {
            long leaseMillis = settings.uploadTimeout().toMillis() * 2;
            granted = maps.step(LedgerStep.reserve(id, share, where, leaseMillis));
        }

        private boolean isGranted(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
            if (granted == null) {
                ask();
            }
            return deadline.get(granted);
        }

        /**
         * Waits for the room, and for a while for others to end.
         *
         * @throws StoreFullException if there is none in time
         */
        void await(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
            if (neverFits(share, where)) {
                throw full(bytes);
            }
            for (int tries = 0; !isGranted(deadline); tries++) {
                // What is left of the time must do for the upload, and for hearing of a refusal.
                boolean late = deadline.restNanos() < settings.uploadTimeout().toNanos() / 4;
                if (tries > 0 && (late || !mayWait())) {
                    waitedInVain();
                    throw full(bytes);
                }
                if (tries % TRIES_PER_PURGE == 0) {
                    if (listing.get() != null && !mayWait()) {
                        // Another submission has waited for that listing in vain.
                        throw full(bytes);
                    }
                    // Again from time to time: what sessions still hold now may only linger in a moment.
                    purgeOrWaitNoMore(deadline);
                } else {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
                ask();
            }
        }

        /**
         * Waits for the room, but not for others to end.
         *
         * @throws StoreFullException if there is none now
         */
        void awaitNow(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
            if (!isGranted(deadline)) {
                purge(deadline);
                ask();
                if (!isGranted(deadline)) {
                    throw full(bytes);
                }
            }
        }

        /** The object is stored, and counts from now on. */
        void stored() {
            stored = true;
        }

        /** In the background. May be called again. */
        @Override
        public void close() {
            var asked = granted;
            granted = null;
            if (asked != null) {
                // What was not answered may have been granted all the same.
                asked.whenComplete((yes, failure) -> {
                    if (failure != null || yes) {
                        settle(id, stored, TRIES_TO_SETTLE);
                    }
                });
            }
        }
    }

    private void purgeOrWaitNoMore(Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            purge(deadline);
        } catch (TimeoutException e) {
            waitedInVain();
            throw e;
        }
    }

    private boolean mayWait() {
        return System.nanoTime() - noWaitUntil >= 0;
    }

    private void waitedInVain() {
        noWaitUntil = System.nanoTime() + settings.uploadTimeout().toNanos();
    }

    /** {@return whether that share is more than a member that is to take it may store at all} */
    private boolean neverFits(long share, UUID where) {
        return dataMembers()
                .filter(member -> where.equals(Ledger.EVERYWHERE) || where.equals(member.getUuid()))
                .map(member -> member.getAttribute(StoreMaps.LIMIT_ATTRIBUTE))
                .anyMatch(limit -> limit != null && share > Long.parseLong(limit));
    }

    private static StoreFullException full(long bytes) {
        return new StoreFullException(bytes + " bytes do not fit within the store's limit on the members");
    }

    /** A client's step is lost with the member that was to make it. Made twice, it is made once. */
    private void settle(long id, boolean stored, int tries) {
        maps.step(LedgerStep.settle(id, stored)).whenComplete((done, failure) -> {
            if (failure != null && tries > 1) {
                CompletableFuture.runAsync(() -> settle(id, stored, tries - 1), inASecond);
            }
        });
    }

    /** Removes every object in the cluster that nobody claims, however short it has been lingering. */
    private void purge(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        var removed = deadline.get(removal.ofUnclaimed(deadline.get(list()), 0));
        var freed = removed.stream().collect(groupingBy(Room::where, summingLong(this::share)));
        for (var member : freed.entrySet()) {
            deadline.get(maps.step(LedgerStep.freed(member.getValue(), member.getKey())));
        }
    }

    /** Waits for all members, also for one that is suspended, so not on the caller's thread; one at a time. */
    private CompletableFuture<Set<StoredKey>> list() {
        var fresh = new CompletableFuture<Set<StoredKey>>();
        var underWay = listing.compareAndExchange(null, fresh);
        if (underWay != null) {
            return underWay;
        }
        lister.execute(() -> {
            try {
                fresh.complete(maps.objects().keySet());
            } catch (RuntimeException | Error e) {
                fresh.completeExceptionally(e);
            } finally {
                listing.set(null);
            }
        });
        return fresh;
    }

    private static UUID where(Removal.Removed object) {
        return object.placement().hasHome() ? object.placement().member() : Ledger.EVERYWHERE;
    }

    /** What an object has counted for on that member, or on each; twice, too, if it had no backups. */
    private long share(Removal.Removed object) {
        long bytes = object.key().length();
        int chunks = object.placement().chunkCount();
        return object.placement().hasHome() ? COPIES * withHeaders(bytes, chunks) : share(bytes, chunks, COPIES);
    }

    /** What an object of that size takes on each member, on average. */
    private long share(long bytes, long chunks, int copies) {
        int members = (int) Math.max(1, dataMembers().count());
        return withHeaders(bytes, chunks) * Math.min(copies, members) / members;
    }

    private static long withHeaders(long bytes, long chunks) {
        return bytes + chunks * HEADER_BYTES_PER_CHUNK;
    }

    private Stream<Member> dataMembers() {
        return instance.getCluster().getMembers().stream().filter(member -> !member.isLiteMember());
    }
}
