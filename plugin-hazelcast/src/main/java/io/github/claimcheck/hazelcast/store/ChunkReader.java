package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.RawMapReader;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * Reads objects. Never waits, so it may be called on any thread; what it starts goes on where the engine delivers its
 * answers, and is short there: chunks are checked, not copied.
 */
final class ChunkReader {

    private final RawMapReader maps;
    private final Duration timeout;
    private final ObjLongConsumer<ObjectKey> broken;

    /**
     * @param timeout the longest that reading one object may take
     * @param broken is told the generation of an object whose chunks are not all there and intact
     */
    ChunkReader(RawMapReader maps, Duration timeout, ObjLongConsumer<ObjectKey> broken) {
        this.maps = maps;
        this.timeout = timeout;
        this.broken = broken;
    }

    CompletableFuture<EncodedObject> read(ObjectKey key) {
        return locate(key)
                .thenCompose(entry -> readChunks(key, entry))
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<ObjectEntry> locate(ObjectKey key) {
        return maps.read(StoreMaps.OBJECTS, new StoredKey(key)).thenApply(entry -> {
            if (entry == null) {
                throw new ObjectMissingException("no object " + key);
            }
            return maps.toObject(entry);
        });
    }

    private CompletableFuture<EncodedObject> readChunks(ObjectKey key, ObjectEntry entry) {
        var read = new ObjectRead(maps, key, entry.generation(), entry.chunkCount());
        return read.start().whenComplete((object, failure) -> {
            if (failure instanceof ObjectMissingException || failure instanceof ObjectDamagedException) {
                broken.accept(key, entry.generation());
            }
        });
    }
}
