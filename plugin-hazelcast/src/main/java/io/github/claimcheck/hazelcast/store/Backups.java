package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.hazelcast.store.entry.CopyChunk;
import io.github.claimcheck.hazelcast.store.entry.FindInOneCopy;
import io.github.claimcheck.hazelcast.store.entry.Move;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.store.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Gives objects backups that were stored in one copy. Waits for the cluster. Safe for use by many threads. */
final class Backups {

    /** How many chunks are copied at a time. A client may limit its calls, and members their memory. */
    private static final int WINDOW = 8;

    private final Maps maps;
    private final Room room;
    private final Removal removal;

    /** How it stands with an object's backups. */
    enum Outcome {
        /** It has some now. */
        ADDED,
        /** It had some already, or nobody claims it, or it is gone, perhaps with a part of its only copy. */
        NOT_NEEDED,
        /** The cluster could not do it. */
        FAILED
    }

    Backups(Maps maps, Room room, Removal removal) {
        this.maps = maps;
        this.room = room;
        this.removal = removal;
    }

    /**
     * Gives an object backups, if a task needs it and it has none. Most of the time that costs one round trip and no
     * more.
     *
     * @param source the content, in case that some of it is lost; {@code null} if it is not at hand
     * @throws io.github.claimcheck.store.StoreFullException if there is no room for it now
     */
    Outcome add(ObjectKey key, ChunkSource source, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var from = deadline.get(maps.step(key, new FindInOneCopy()));
        if (from == null) {
            return Outcome.NOT_NEEDED;
        }
        var copies = new Copies(key, Placement.spread(from.chunkCount(), true));
        try (var reservation = room.reserveBackups(key.length(), from.chunkCount())) {
            reservation.awaitNow(deadline);
            return add(key, source, from, copies, reservation, deadline);
        }
    }

    private Outcome add(
            ObjectKey key,
            ChunkSource source,
            Placement from,
            Copies copies,
            Room.Reservation reservation,
            Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (var guard = new UploadGuard(copies::delete)) {
            boolean stored = copies.copy(from, source != null, deadline);
            if (!stored && source != null) {
                copies.replaceBy(source, deadline);
                stored = true;
            }
            // Without the content at hand, readers wait for whoever has it.
            if (stored) {
                var moving = removal.move(key, from, Move.between(from, copies.to));
                guard.sent();
                var at = deadline.get(moving);
                guard.answered(at != null && at.isSameAs(copies.to));
            }
            if (!guard.succeeded()) {
                return Outcome.NOT_NEEDED;
            }
            reservation.stored();
            return Outcome.ADDED;
        }
    }

    /** The chunks with backups, which members copy from those without. */
    private final class Copies {
        private final ObjectKey key;
        private final List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        private Placement to;

        Copies(ObjectKey key, Placement to) {
            this.key = key;
            this.to = to;
        }

        /**
         * {@return whether all chunks were there, and are copied} Goes on until one is missing; if the content is at
         * hand, one that cannot be copied counts as missing.
         */
        boolean copy(Placement from, boolean atHand, Deadline deadline)
                throws InterruptedException, ExecutionException, TimeoutException {
            var chunks = from.chunks(key);
            try {
                for (int i = 0; i < chunks.size() + WINDOW; i++) {
                    if (i >= WINDOW && !deadline.get(answers.get(i - WINDOW))) {
                        return false;
                    }
                    if (i < chunks.size()) {
                        answers.add(maps.raw().run(StoreMaps.UNBACKED, chunks.get(i), new CopyChunk(to.generation())));
                    }
                }
                return true;
            } catch (ExecutionException e) {
                if (atHand) {
                    return false;
                }
                throw e;
            }
        }

        void replaceBy(ChunkSource source, Deadline deadline)
                throws InterruptedException, ExecutionException, TimeoutException {
            delete();
            // This session may cut objects into other chunks than whoever stored this one.
            to = Placement.spread(source.chunkCount(), true);
            new Upload(maps, source, to).run(deadline);
        }

        /** What was given up may still be copied. */
        void delete() {
            removal.deleteChunks(key, to, CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
        }
    }
}
