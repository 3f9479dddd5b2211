package io.github.claimcheck.benchmarks.jmh;

import io.github.claimcheck.codec.Checksum;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.ContentHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes: hashing them, and cutting them into chunks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContentBenchmark {

    private static final int PIECE_BYTES = 4096;

    /** How many. */
    @Param({"100000", "10000000"})
    public int bytes;

    private byte[] content;

    /** Makes the content. */
    @Setup
    public void make() {
        content = Samples.bytes(bytes);
    }

    /** {@return the key} */
    @Benchmark
    public Object hash() {
        return new ContentHash().add(content, 0, bytes).key(CodecId.BYTES.wireId());
    }

    /** {@return what readers compare} */
    @Benchmark
    public int checksum() {
        return Checksum.ofPayload(content);
    }

    /** {@return the number of bytes, written in pieces as encoders do} */
    @Benchmark
    public long chunk() {
        var buffer = new ChunkBuffer(Samples.CHUNK_BYTES);
        for (int at = 0; at < bytes; at += PIECE_BYTES) {
            buffer.write(content, at, Math.min(PIECE_BYTES, bytes - at));
        }
        return buffer.length();
    }
}
