package io.github.claimcheck.contract;

import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Objects with random content, for tests of stores. */
public final class SampleObjects {

    /** The payload of each chunk. */
    public static final int CHUNK_BYTES = 16 * 1024;

    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final Random RANDOM = new Random(SEED);

    static {
        System.out.println("claimcheck.test.seed=" + SEED);
    }

    private SampleObjects() {}

    /** {@return an object unlike any other} */
    public static EncodedObject random(int length) {
        var content = new byte[length];
        RANDOM.nextBytes(content);
        return of(content);
    }

    /** {@return an object of that content} */
    public static EncodedObject of(byte[] content) {
        var buffer = new ChunkBuffer(CHUNK_BYTES);
        buffer.write(content);
        return buffer.finish(CodecId.BYTES);
    }

    /** {@return an id that is neither 0 nor used before} */
    public static long newId() {
        return RANDOM.nextLong() | 1;
    }

    /** {@return the payload of all chunks} */
    public static byte[] content(ChunkSource object) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < object.chunkCount(); i++) {
            var chunk = object.chunk(i);
            bytes.write(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM);
        }
        return bytes.toByteArray();
    }

    /** {@return a ticker that runs nothing, for what only keeps things in order by it} */
    public static ScheduledExecutorService stoppedTicker() {
        var ticker = Executors.newSingleThreadScheduledExecutor();
        ticker.shutdown();
        return ticker;
    }
}
