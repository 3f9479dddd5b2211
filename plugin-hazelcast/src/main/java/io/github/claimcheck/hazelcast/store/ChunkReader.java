package io.github.claimcheck.hazelcast.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.store.entry.ObjectEntry;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Reads objects. Never waits, so it may be called on any thread; what it starts goes on beside the engine's threads,
 * except that chunks are checked, not copied, where the engine delivers them.
 */
final class ChunkReader {

    private static final Duration EXPECTED_WITHIN = Duration.ofSeconds(3);
    private static final int MOST_EXPECTED = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Maps maps;
    private final ScheduledExecutorService ticker;
    private final Executor afterPause;
    private final Duration timeout;
    private final Duration restoredWithin;
    private final Broken broken;
    private final Cache<ObjectKey, Boolean> expected = Caffeine.newBuilder()
            .expireAfterWrite(EXPECTED_WITHIN)
            .maximumSize(MOST_EXPECTED)
            .executor(Runnable::run)
            .build();

    private volatile boolean merging;
    private volatile long mergedAt = System.nanoTime() - EXPECTED_WITHIN.toNanos();

    /** Removes an object that cannot be read. */
    interface Broken {
        CompletionStage<Void> remove(ObjectKey key, Placement placement);
    }

    /**
     * @param ticker stays the caller's
     * @param timeout the longest that reading one object may take
     * @param restoredWithin how long storing an object again may take
     * @param broken is told of objects whose chunks are not all there and intact
     */
    ChunkReader(Maps maps, ScheduledExecutorService ticker, Duration timeout, Duration restoredWithin, Broken broken) {
        this.maps = maps;
        this.ticker = ticker;
        this.afterPause = Background.delayed(PAUSE, maps.chunkWork(), ticker);
        this.timeout = timeout;
        this.restoredWithin = restoredWithin;
        this.broken = broken;
    }

    /**
     * From now on, for some seconds, reads wait for the objects if they are not there: who sent a reference to them may
     * have learned late that they are gone, and be storing them again.
     */
    void expect(Collection<ObjectKey> keys) {
        keys.forEach(key -> expected.put(key, true));
    }

    /** The halves of a split cluster begin to merge: what is not there may come, entries and chunks in any order. */
    void mergeBegins() {
        merging = true;
    }

    /** They have merged; what was sent last may still come. */
    void mergeEnds() {
        mergedAt = System.nanoTime();
        merging = false;
    }

    private boolean isMerging() {
        return merging || System.nanoTime() - mergedAt < EXPECTED_WITHIN.toNanos();
    }

    CompletableFuture<EncodedObject> read(ObjectKey key) {
        // Where the entry is on this member, its answer comes on a partition thread, which has no time for checksums.
        var read = locate(key).thenComposeAsync(entry -> readChunks(key, entry.placement()), maps.chunkWork());
        try {
            var late = ticker.schedule(
                    () -> read.completeExceptionally(new TimeoutException()),
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            read.whenComplete((object, failure) -> late.cancel(false));
        } catch (RejectedExecutionException e) {
            // Closed: the instance has shut down, which ends the read, too.
        }
        return read;
    }

    /** A read, unlike an entry processor, runs while the partition migrates, and in a passive cluster. */
    private CompletableFuture<ObjectEntry> locate(ObjectKey key) {
        return maps.raw().read(StoreMaps.OBJECTS, new StoredKey(key)).thenCompose(entry -> {
            if (entry != null) {
                return CompletableFuture.completedFuture(maps.raw().<ObjectEntry>toObject(entry));
            }
            if (expected.getIfPresent(key) == null && !isMerging()) {
                throw new ObjectMissingException("no object " + key);
            }
            return afterPause(() -> locate(key));
        });
    }

    private <T> CompletableFuture<T> afterPause(Supplier<CompletableFuture<T>> step) {
        return CompletableFuture.runAsync(() -> {}, afterPause).thenCompose(waited -> step.get());
    }

    private CompletableFuture<EncodedObject> readChunks(ObjectKey key, Placement placement) {
        return new ObjectRead(maps.raw(), key, placement).start().exceptionallyCompose(failure -> {
            if (failure instanceof ObjectMissingException) {
                var patience = placement.isBackedUp() || restoredWithin.compareTo(EXPECTED_WITHIN) < 0
                        ? EXPECTED_WITHIN
                        : restoredWithin;
                return readElsewhere(key, placement, System.nanoTime() + patience.toNanos());
            }
            return failed(key, placement, failure);
        });
    }

    /**
     * It has just been moved or stored anew; or its entry has come before its chunks, when the halves of a cluster
     * merge; or it was lost with a member, and whoever has it stores it again.
     */
    private CompletableFuture<EncodedObject> readElsewhere(ObjectKey key, Placement missing, long until) {
        return locate(key)
                .thenComposeAsync(
                        entry -> {
                            if (!entry.placement().isSameAs(missing)) {
                                return readChunks(key, entry.placement());
                            }
                            if (System.nanoTime() - until < 0) {
                                return afterPause(() -> readElsewhere(key, missing, until));
                            }
                            return isMerging() ? readChunks(key, missing) : readOnceMore(key, missing);
                        },
                        maps.chunkWork());
    }

    private CompletableFuture<EncodedObject> readOnceMore(ObjectKey key, Placement placement) {
        return new ObjectRead(maps.raw(), key, placement)
                .start()
                .exceptionallyCompose(failure -> failed(key, placement, failure));
    }

    private CompletableFuture<EncodedObject> failed(ObjectKey key, Placement placement, Throwable failure) {
        return failure instanceof ObjectMissingException || failure instanceof ObjectDamagedException
                ? broken(key, placement, failure)
                : CompletableFuture.failedFuture(failure);
    }

    /** Removed first, so that whoever submits again after the failure stores it again. */
    private CompletableFuture<EncodedObject> broken(ObjectKey key, Placement placement, Throwable failure) {
        var failed = CompletableFuture.<EncodedObject>failedFuture(failure);
        return broken.remove(key, placement)
                .handle((removed, notRemoved) -> failed)
                .thenCompose(same -> same)
                .toCompletableFuture();
    }
}
