package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.ObjectKey;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * Where results go: one copy in a partition of the member that made them, and from there to where they have backups.
 * Safe for use by many threads.
 */
final class ResultCopies {

    private static final int TRIES_FOR_HOME = 500;

    private final HazelcastInstance instance;
    private final Maps maps;
    private final Room room;
    private final Removal removal;

    ResultCopies(HazelcastInstance instance, Maps maps, Room room, Removal removal) {
        this.instance = instance;
        this.maps = maps;
        this.room = room;
        this.removal = removal;
    }

    /** {@return a place on this member, in one of its partitions; empty if it seems to have none} */
    Optional<Placement> placeHere(int chunkCount) {
        var random = ThreadLocalRandom.current();
        for (int tries = 0; tries < TRIES_FOR_HOME; tries++) {
            long home = random.nextLong();
            var owner = instance.getPartitionService().getPartition(home).getOwner();
            if (home != Placement.NO_HOME && owner != null && owner.localMember()) {
                return Optional.of(Placement.inOneCopy(random.nextLong(), chunkCount, home, owner.getUuid()));
            }
        }
        return Optional.empty();
    }

    /**
     * Copies a result that a task needs, if there is only one copy.
     *
     * @return {@code false} if that one is gone, and its entry with it
     */
    boolean backUp(ObjectKey key, Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        var placement = deadline.get(maps.objects().submitToKey(new StoredKey(key), new FindInOneCopy()));
        if (placement == null) {
            return true;
        }
        long reservation = room.reserve(key.length(), placement.chunkCount(), deadline);
        boolean copied = false;
        try {
            copied = copy(key, placement, deadline);
        } finally {
            room.settle(reservation, copied);
        }
        if (!copied) {
            deadline.get(removal.ofBroken(key, placement.generation()));
        }
        return copied;
    }

    private boolean copy(ObjectKey key, Placement placement, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var copies = placement.homeChunks(key).stream()
                .map(chunk -> maps.results().submitToKey(chunk, new CopyChunk()))
                .toList();
        boolean allThere = true;
        for (var copy : copies) {
            allThere &= deadline.get(copy);
        }
        var noted = new AddBackups(placement.generation());
        return allThere && deadline.get(maps.objects().submitToKey(new StoredKey(key), noted));
    }
}
