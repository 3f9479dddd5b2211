package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads objects, several chunks at a time, on threads of its own: an asynchronous read of the engine would decode every
 * chunk on a response thread.
 */
final class ChunkReader implements AutoCloseable {

    private static final int THREADS = 6;
    private static final int TRIES = 2;

    private final Maps maps;
    private final Duration timeout;
    private final ExecutorService threads;

    ChunkReader(Maps maps, Duration timeout) {
        this.maps = maps;
        this.timeout = timeout;
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "claimcheck.fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    CompletableFuture<EncodedObject> read(ObjectKey key) {
        return CompletableFuture.supplyAsync(
                        () -> maps.objects().executeOnKey(new StoredKey(key), new Locate()), threads)
                .thenCompose(at -> {
                    if (at == null) {
                        throw new ObjectMissingException("no object " + key);
                    }
                    return readChunks(key, at[0], (int) at[1]);
                })
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<EncodedObject> readChunks(ObjectKey key, long generation, int count) {
        var chunks = new byte[count][];
        var reads = new CompletableFuture<?>[count];
        for (int i = 0; i < count; i++) {
            int index = i;
            reads[i] = CompletableFuture.runAsync(() -> chunks[index] = readChunk(key, generation, index), threads);
        }
        return CompletableFuture.allOf(reads).thenApply(done -> assembled(key, chunks));
    }

    private byte[] readChunk(ObjectKey key, long generation, int index) {
        for (int tries = 1; ; tries++) {
            var value = maps.chunks().get(new ChunkKey(key, generation, index));
            if (value == null) {
                throw new ObjectMissingException("no chunk " + index + " of object " + key);
            }
            if (value instanceof byte[] chunk && StoredChunk.isIntact(chunk)) {
                return chunk;
            }
            if (tries == TRIES) {
                throw new ObjectDamagedException("chunk " + index + " fails its checksum");
            }
        }
    }

    private static EncodedObject assembled(ObjectKey key, byte[][] chunks) {
        long length = Arrays.stream(chunks)
                .mapToLong(chunk -> chunk.length - ChunkSource.HEADROOM)
                .sum();
        if (length != key.length()) {
            throw new ObjectDamagedException("its chunks have " + length + " bytes instead of " + key.length());
        }
        return new EncodedObject(key, Arrays.asList(chunks));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
