package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.RawMaps;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoredChunk;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the chunks of one object: those that are on this member where they are, the others a bounded number at a time.
 */
final class ObjectRead {

    private static final int WINDOW = 16;

    private final RawMaps maps;
    private final ObjectKey key;
    private final Placement placement;
    private final byte[][] chunks;
    private final CompletableFuture<EncodedObject> object = new CompletableFuture<>();
    private final Queue<Integer> elsewhere = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger windowChanges = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();

    ObjectRead(RawMaps maps, ObjectKey key, Placement placement) {
        this.maps = maps;
        this.key = key;
        this.placement = placement;
        this.chunks = new byte[placement.chunkCount()][];
    }

    /** Checks the chunks that are here on the current thread, while others are on their way. */
    CompletableFuture<EncodedObject> start() {
        var here = new byte[chunks.length][];
        for (int i = 0; i < chunks.length; i++) {
            here[i] = unwrap(maps.findLocally(placement.map(), placement.chunk(key, i)));
            if (here[i] == null) {
                elsewhere.add(i);
            }
        }
        fillWindow();
        for (int i = 0; i < chunks.length && !object.isDone(); i++) {
            if (here[i] != null && StoredChunk.isIntact(here[i])) {
                arrived(i, here[i]);
            } else if (here[i] != null) {
                // There may be another copy of it.
                elsewhere.add(i);
            }
        }
        fillWindow();
        return object;
    }

    /**
     * Asks for more chunks while the window has room. Answers come on many threads, some of them at once while asking:
     * one thread at a time does the asking, in a loop instead of a recursion, and looks again if others were turned
     * away meanwhile.
     */
    private void fillWindow() {
        if (windowChanges.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            while (!elsewhere.isEmpty() && underWay.get() < WINDOW && !object.isDone()) {
                underWay.incrementAndGet();
                ask(elsewhere.remove());
            }
            seen = windowChanges.addAndGet(-seen);
        } while (seen > 0);
    }

    private void ask(int index) {
        try {
            maps.read(placement.map(), placement.chunk(key, index))
                    .thenApply(ObjectRead::unwrap)
                    .whenComplete((stored, failure) -> answered(index, stored, failure));
        } catch (RuntimeException | Error e) {
            object.completeExceptionally(e);
        }
    }

    private static byte[] unwrap(byte[] stored) {
        return stored == null ? null : StoredChunk.unwrap(stored);
    }

    private void answered(int index, byte[] stored, Throwable failure) {
        underWay.decrementAndGet();
        if (failure != null) {
            object.completeExceptionally(failure);
        } else if (stored == null) {
            object.completeExceptionally(new ObjectMissingException("no chunk " + index + " of object " + key));
        } else if (!StoredChunk.isIntact(stored)) {
            object.completeExceptionally(new ObjectDamagedException("chunk " + index + " of " + chunks.length
                    + " fails its checksum, with " + stored.length + " bytes as stored"));
        } else {
            arrived(index, stored);
            fillWindow();
        }
    }

    private void arrived(int index, byte[] chunk) {
        chunks[index] = chunk;
        if (arrived.incrementAndGet() == chunks.length) {
            complete();
        }
    }

    private void complete() {
        long length = Arrays.stream(chunks)
                .mapToLong(chunk -> chunk.length - ChunkSource.HEADROOM)
                .sum();
        if (length == key.length()) {
            object.complete(new EncodedObject(key, Arrays.asList(chunks)));
        } else {
            object.completeExceptionally(new ObjectDamagedException(
                    "its " + chunks.length + " chunks have " + length + " bytes instead of " + key.length()));
        }
    }
}
