package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.hazelcast.store.entry.Move;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.Publish;
import io.github.claimcheck.hazelcast.store.entry.UpdateClaims;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Claims objects, and stores them. Safe for use by many threads; waits for the cluster.
 *
 * <p>The order is: reserve room, claim the entry if there is one, write the chunks, publish the entry with its claims,
 * settle the room. So whoever finds an entry finds its chunks; what fails before publishing leaves nothing but chunks,
 * which are deleted here, or swept as orphans; and room that is never settled is free again when its lease ends.
 */
final class Publisher {

    private static final int TRIES_FOR_HOME = 500;

    private final HazelcastInstance instance;
    private final Maps maps;
    private final Removal removal;
    private final Room room;
    private final SessionHolds holds;
    private final DeferredBackups deferredBackups;
    private final Duration lease;

    Publisher(
            HazelcastInstance instance,
            Maps maps,
            Removal removal,
            Room room,
            SessionHolds holds,
            DeferredBackups deferredBackups,
            Duration lease) {
        this.instance = instance;
        this.maps = maps;
        this.removal = removal;
        this.room = room;
        this.holds = holds;
        this.deferredBackups = deferredBackups;
        this.lease = lease;
    }

    /** {@return whether the object had to be uploaded} It is claimed now. */
    boolean store(ChunkSource object, Claim claim, Durability durability, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        return switch (durability) {
            case BACKED_UP -> store(object, claim, false, deadline);
            // A member that submits has a part of the one copy too, and both may be lost with it.
            case BACKED_UP_LATER -> store(object, claim, EngineAccess.isClient(instance), deadline);
            case LOCAL -> storeHere(object, claim, at -> isSafe(object.key(), at), deadline);
            case AS_STORED -> storeHere(object, claim, at -> !at.isDoubtful(instance.getCluster()), deadline);
        };
    }

    private boolean store(ChunkSource object, Claim claim, boolean briefly, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (var reservation = room.reserve(object)) {
            if (claim(object, claim, reservation, deadline)) {
                return false;
            }
            if (briefly && deferredBackups.reserve(object.key())) {
                uploadBriefly(object, claim, reservation, deadline);
            } else {
                var placement = Placement.spread(object.chunkCount(), true);
                publishAndHold(new Upload(maps, object, placement), claim, reservation, deadline);
            }
            return true;
        }
    }

    /** {@return whether the object is stored, and claimed now; then no room is reserved for it any more} */
    private boolean claim(ChunkSource object, Claim claim, Room.Reservation reservation, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var hold = holds.ask();
        var placement = deadline.get(maps.step(object.key(), new UpdateClaims(holds.claimAndHold(claim, hold))));
        if (placement == null) {
            return false;
        }
        if (placement.isDoubtful(instance.getCluster())) {
            // What may be lost is stored again, and the entry then says where, with all claims.
            holds.renounced(object.key(), hold);
            return false;
        }
        // Its backups may need the room.
        reservation.close();
        claimed(object, placement, hold, deadline);
        return true;
    }

    private void claimed(ChunkSource object, Placement placement, SessionHolds.Asked hold, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean keeps = false;
        try {
            if (!placement.isBackedUp()) {
                deferredBackups.keepClaimed(object, placement, deadline);
            }
            keeps = true;
        } finally {
            if (keeps) {
                holds.held(object.key(), hold);
            } else {
                holds.renounced(object.key(), hold);
            }
        }
    }

    private void uploadBriefly(ChunkSource object, Claim claim, Room.Reservation reservation, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean keeps = false;
        try {
            var upload = new Upload(maps, object, Placement.spread(object.chunkCount(), false)).keeping();
            keeps = publishAndHold(upload, claim, reservation, deadline);
            if (keeps) {
                deferredBackups.keep(upload.kept());
            }
        } finally {
            if (!keeps) {
                deferredBackups.free(object.key());
            }
        }
    }

    /**
     * {@return whether the object was uploaded} In one copy on this member; unless it is there in a way that is
     * {@code enough}.
     */
    private boolean storeHere(ChunkSource object, Claim claim, Predicate<Placement> enough, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        // Not held by this session, because a task that captures it needs more than this one copy.
        var claims = List.of(ClaimChange.lease(claim, lease.toMillis()));
        var at = deadline.get(maps.step(object.key(), new UpdateClaims(claims)));
        if (at != null && enough.test(at)) {
            return false;
        }
        var here = placeHere(object.chunkCount());
        if (here.isEmpty()) {
            return store(object, claim, false, deadline);
        }
        try (var reservation = room.reserveHere(object)) {
            publish(new Upload(maps, object, here.get()), claims, reservation, deadline);
            return true;
        }
    }

    /** A copy that another member has may be lost before this member is. */
    private boolean isSafe(ObjectKey key, Placement at) {
        return at.isBackedUp() || at.hasHome() && maps.raw().findLocally(at.map(), at.chunk(key, 0)) != null;
    }

    /** {@return whether the object is where it was uploaded to; not if somebody else was faster} */
    private boolean publishAndHold(Upload upload, Claim claim, Room.Reservation reservation, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var hold = holds.ask();
        var at = publish(upload, holds.claimAndHold(claim, hold), reservation, deadline);
        boolean published = at.isSameAs(upload.placement());
        if (published) {
            holds.held(upload.key(), hold);
        } else {
            claimed(upload.source(), at, hold, deadline);
        }
        return published;
    }

    /** {@return where the object is now} */
    private Placement publish(Upload upload, List<ClaimChange> claims, Room.Reservation reservation, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        reservation.await(deadline);
        try (var guard = new UploadGuard(() -> removal.deleteChunks(upload.key(), upload.placement()))) {
            upload.run(deadline);
            var publishing = maps.step(upload.key(), new Publish(upload.placement(), claims));
            guard.sent();
            var at = deadline.get(publishing);
            if (!at.isSameAs(upload.placement()) && !at.isBackedUp()) {
                // Some of it may be lost already, of which only readers would learn.
                at = deadline.get(removal.move(upload.key(), at, Move.between(at, upload.placement())));
            }
            guard.answered(at != null && at.isSameAs(upload.placement()));
            if (guard.succeeded()) {
                reservation.stored();
            }
            if (at == null) {
                throw new StoreException(upload.key() + " was removed while it was stored", null);
            }
            return at;
        }
    }

    /** {@return a place on this member, in one of its partitions; empty if it seems to have none} */
    private Optional<Placement> placeHere(int chunkCount) {
        var random = ThreadLocalRandom.current();
        for (int tries = 0; tries < TRIES_FOR_HOME; tries++) {
            long home = random.nextLong();
            var owner = instance.getPartitionService().getPartition(home).getOwner();
            if (home != Placement.NO_HOME && owner != null && owner.localMember()) {
                return Optional.of(Placement.at(home, owner.getUuid(), chunkCount));
            }
        }
        return Optional.empty();
    }
}
