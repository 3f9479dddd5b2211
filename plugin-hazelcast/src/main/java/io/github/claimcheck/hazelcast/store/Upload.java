package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.ContentChangedException;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.hazelcast.store.entry.StoredChunk;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Writes the chunks of one object, several at a time, encoding the next while others are under way. */
final class Upload {

    private static final int WINDOW = 8;

    private final Maps maps;
    private final ChunkSource source;
    private final Placement placement;
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<byte[]> kept = new ArrayList<>();
    private boolean keeps;

    Upload(Maps maps, ChunkSource source, Placement placement) {
        this.maps = maps;
        this.source = source;
        this.placement = placement;
    }

    ChunkSource source() {
        return source;
    }

    ObjectKey key() {
        return source.key();
    }

    Placement placement() {
        return placement;
    }

    /** Makes {@link #kept} possible, at the cost of as much memory as the object takes. */
    Upload keeping() {
        keeps = true;
        return this;
    }

    /** {@return what was stored, if this is {@linkplain #keeping keeping}} */
    EncodedObject kept() {
        return new EncodedObject(source.key(), kept);
    }

    /**
     * Returns when all chunks are stored. Throws if they are not by {@code deadline}; what was written may be deleted
     * then.
     */
    void run(Deadline deadline) throws InterruptedException, TimeoutException {
        for (int i = 0; i < source.chunkCount(); i++) {
            acquire(1, deadline);
            var chunk = encode(i, deadline);
            if (keeps) {
                kept.add(chunk);
            }
            maps.raw()
                    .write(placement.map(), placement.chunk(source.key(), i), StoredChunk.seal(chunk))
                    .whenComplete((stored, thrown) -> {
                        deadline.progressed();
                        failure.compareAndSet(null, thrown);
                        window.release();
                    });
        }
        acquire(WINDOW, deadline);
    }

    private byte[] encode(int index, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            return source.chunk(index);
        } catch (ContentChangedException e) {
            // The others must have arrived when they are deleted.
            acquire(WINDOW - 1, deadline);
            throw new StoreException(e.getMessage(), e);
        }
    }

    private void acquire(int permits, Deadline deadline) throws InterruptedException, TimeoutException {
        if (!window.tryAcquire(permits, deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("chunks were not acknowledged in time");
        }
        var thrown = failure.get();
        if (thrown != null) {
            throw new StoreException("A chunk could not be stored: " + thrown, thrown);
        }
    }
}
