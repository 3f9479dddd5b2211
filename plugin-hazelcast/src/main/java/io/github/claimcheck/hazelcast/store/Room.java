package io.github.claimcheck.hazelcast.store;

import static java.util.stream.Collectors.toMap;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.hazelcast.store.entry.Ledger;
import io.github.claimcheck.hazelcast.store.entry.LedgerStep;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.StoreFullException;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the ledger for room before an upload. When there is none, objects that only linger go at once, and the submitter
 * waits a bounded time for others to end; having waited for nothing, it does not wait again for a while.
 */
final class Room {

    private static final long RETRY_MILLIS = 50;
    private static final int TRIES_PER_PURGE = 8;
    private static final int TRIES_TO_SETTLE = 3;

    /** The largest object for which room is reserved before it is known to be needed. */
    private static final long MOST_BYTES_AHEAD = 1 << 20;

    private final HazelcastInstance instance;
    private final Maps maps;
    private final Settings settings;
    private final Footprint footprint;
    private final Purge purge;
    private final Executor inASecond;
    private volatile long noWaitUntil = System.nanoTime();

    Room(HazelcastInstance instance, Maps maps, Removal removal, Settings settings, ScheduledExecutorService ticker) {
        this.instance = instance;
        this.maps = maps;
        this.settings = settings;
        this.footprint = new Footprint(instance);
        this.purge = new Purge(maps, removal, footprint);
        this.inASecond = Background.delayed(Duration.ofSeconds(1), maps.chunkWork(), ticker);
    }

    /** {@return whether there could be room for all these objects, with backups} Takes no round trip. */
    boolean couldHold(Collection<? extends ChunkSource> objects) {
        long share = objects.stream()
                .collect(toMap(ChunkSource::key, ChunkSource::chunkCount, (equal, same) -> equal))
                .entrySet()
                .stream()
                .mapToLong(object -> footprint.spread(object.getKey().length(), object.getValue(), Footprint.COPIES))
                .sum();
        return !footprint.exceedsLimit(share, Ledger.EVERYWHERE);
    }

    /**
     * {@return room for an object with backups, which it may get later} For a small one the ledger is asked at once,
     * while it may turn out that the object is stored already.
     */
    Reservation reserve(ChunkSource object) {
        long bytes = object.key().length();
        var reservation = new Reservation(
                bytes, footprint.spread(bytes, object.chunkCount(), Footprint.COPIES), Ledger.EVERYWHERE);
        if (bytes <= MOST_BYTES_AHEAD) {
            reservation.ask();
        }
        return reservation;
    }

    /** {@return room for a single copy that this member takes} */
    Reservation reserveHere(ChunkSource object) {
        long bytes = object.key().length();
        var here = instance.getCluster().getLocalMember().getUuid();
        return new Reservation(bytes, footprint.atHome(bytes, object.chunkCount()), here);
    }

    /** {@return room for the backups of what has none} */
    Reservation reserveBackups(long bytes, int chunks) {
        // What has no backups counts twice already, though only where it is: what comes to others from the one member
        // that had all of it takes more than this there, as they report within half a second.
        return new Reservation(bytes, footprint.spread(bytes, chunks, 1), Ledger.EVERYWHERE);
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
            if (footprint.exceedsLimit(share, where)) {
                throw full(bytes);
            }
            for (int tries = 0; !isGranted(deadline); tries++) {
                // What is left of the time must do for the upload, and for hearing of a refusal.
                boolean late =
                        deadline.remainingNanos() < settings.uploadTimeout().toNanos() / 4;
                if (tries > 0 && late) {
                    waitedInVain();
                }
                if (tries > 0 && !mayWait()) {
                    throw full(bytes);
                }
                if (tries % TRIES_PER_PURGE == 0) {
                    if (purge.isUnderWay() && !mayWait()) {
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
                purge.run(deadline);
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
            purge.run(deadline);
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
}
