package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.store.entry.ChunkKey;
import io.github.claimcheck.hazelcast.store.entry.Move;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.RemoveUnclaimed;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.hazelcast.store.entry.TimeToRemoval;
import io.github.claimcheck.store.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Removes objects: first the entry, so that the object cannot be found any more, then the chunks. What fails on the way
 * is left to the next sweep, or to the search for orphans. Safe for use by many threads.
 */
final class Removal {

    /** How many chunks of one object are deleted at a time. */
    private static final int WINDOW = 8;

    private final Maps maps;
    private volatile boolean finishing;

    /** How many removals and deletions were begun and are not done. */
    private int underWay;

    /** An object whose entry is gone. */
    record Removed(ObjectKey key, Placement placement) {}

    Removal(Maps maps) {
        this.maps = maps;
    }

    /**
     * Removes those of the objects that no task has claimed for {@code lingerMillis}.
     *
     * @return completes when the entries are removed; the chunks follow
     */
    CompletionStage<List<Removed>> removeUnclaimed(Set<StoredKey> keys, long lingerMillis) {
        return look(keys, lingerMillis).thenComposeAsync(found -> removeUnclaimed(found, lingerMillis), Runnable::run);
    }

    /**
     * Looks at objects, without their backups.
     *
     * @return completes with how many milliseconds, at least, each cannot be removed
     */
    CompletionStage<Map<StoredKey, Long>> look(Set<StoredKey> keys, long lingerMillis) {
        return maps.objects().submitToKeys(keys, new TimeToRemoval(lingerMillis));
    }

    /** Removes those of the objects that {@link #look} found removable. */
    CompletionStage<List<Removed>> removeUnclaimed(Map<StoredKey, Long> found, long lingerMillis) {
        var removals = found.entrySet().stream()
                .filter(one -> one.getValue() == 0)
                .map(one -> remove(one.getKey(), lingerMillis))
                .toList();
        return CompletableFuture.allOf(removals.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> removals.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private CompletableFuture<Removed> remove(StoredKey key, long lingerMillis) {
        // Others remove what is left, and this instance might not come to its chunks.
        return track(() -> finishing
                ? CompletableFuture.completedFuture(null)
                : maps.step(key.key(), new RemoveUnclaimed(lingerMillis)).thenApply(at -> {
                    if (at == null) {
                        return null;
                    }
                    deleteChunks(key.key(), at);
                    return new Removed(key.key(), at);
                }));
    }

    /**
     * Removes an object whose chunks are not all there and intact, unless it has others by now.
     *
     * @return completes when the entry is removed; the chunks follow
     */
    CompletionStage<Void> removeBroken(ObjectKey key, Placement broken) {
        return move(key, broken, Move.lost(broken)).thenAccept(moved -> {});
    }

    /**
     * Makes a step, and deletes the chunks that are not needed after it.
     *
     * @return completes with where the object is; with {@code null} if it is gone
     */
    CompletionStage<Placement> move(ObjectKey key, Placement from, Move step) {
        return track(() -> maps.step(key, step).thenApply(at -> {
            if (at == null || !at.isSameAs(from)) {
                deleteChunks(key, from);
            }
            return at;
        }));
    }

    /** In the background. What fails is left to the search for orphans. */
    void deleteChunks(ObjectKey key, Placement placement) {
        deleteChunks(key, placement, CompletableFuture.completedFuture(null));
    }

    /** As {@link #deleteChunks(ObjectKey, Placement)}, when {@code written} has completed, however that was. */
    void deleteChunks(ObjectKey key, Placement placement, CompletableFuture<?> written) {
        track(() -> written.handle((done, failure) -> placement.chunks(key))
                .thenComposeAsync(chunks -> delete(placement.map(), chunks), maps.chunkWork()));
    }

    /** Some at a time, because a client may limit its calls. */
    private CompletableFuture<Void> delete(String map, List<ChunkKey> chunks) {
        var rest = new ConcurrentLinkedQueue<>(chunks);
        return CompletableFuture.allOf(Stream.generate(() -> deleteNext(map, rest))
                .limit(Math.min(WINDOW, chunks.size()))
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<?> deleteNext(String map, Queue<ChunkKey> rest) {
        var chunk = rest.poll();
        return chunk == null
                ? CompletableFuture.completedFuture(null)
                : maps.raw()
                        .delete(map, chunk)
                        .handle((deleted, failure) -> null)
                        .thenComposeAsync(next -> deleteNext(map, rest), maps.chunkWork());
    }

    /** Counts some work before it begins, until it has ended. */
    private <T> CompletableFuture<T> track(Supplier<CompletableFuture<T>> work) {
        begun();
        CompletableFuture<T> running;
        try {
            running = work.get();
        } catch (RuntimeException | Error e) {
            ended();
            throw e;
        }
        return running.whenComplete((done, failure) -> ended());
    }

    private synchronized void begun() {
        underWay++;
    }

    private synchronized void ended() {
        underWay--;
        notifyAll();
    }

    /** This instance is about to shut down: from now on it removes no more of what nobody claims. */
    void stopRemoving() {
        finishing = true;
    }

    /**
     * Waits until what was begun is done. Else the chunks of objects whose entries are gone would stay for as long as a
     * lease.
     */
    synchronized void finish(Deadline deadline) throws InterruptedException, TimeoutException {
        while (underWay > 0) {
            long left = deadline.remainingNanos();
            if (left == 0) {
                throw new TimeoutException("chunks were not deleted in time");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
