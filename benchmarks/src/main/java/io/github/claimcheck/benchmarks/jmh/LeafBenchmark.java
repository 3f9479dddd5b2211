package io.github.claimcheck.benchmarks.jmh;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Leaves: hashing, cutting into chunks, and decoding. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LeafBenchmark {

    /** What is encoded. */
    @Param({"byte[]", "boolean[]", "short[]", "char[]", "int[]", "long[]", "float[]", "double[]", "String"})
    public String type;

    /** How large it is. */
    @Param({"100000", "10000000"})
    public int bytes;

    private Object leaf;
    private ObjectKey key;
    private List<byte[]> chunks;

    /** Encodes once, for the decoder. */
    @Setup
    public void encodeOnce() {
        leaf = Samples.leaf(type, bytes);
        var source = RawCodec.encode(leaf, Samples.CHUNK_BYTES);
        key = source.key();
        chunks = chunks(source);
    }

    /** {@return the key alone, which is all that is needed of content that is stored already} */
    @Benchmark
    public Object hash() {
        return RawCodec.encode(leaf, Samples.CHUNK_BYTES).key();
    }

    /** {@return the chunks; the key is computed, too} */
    @Benchmark
    public Object encode() {
        return chunks(RawCodec.encode(leaf, Samples.CHUNK_BYTES));
    }

    /** {@return a private copy} Of a new object each time, because one that was decoded keeps its string. */
    @Benchmark
    public Object decode() throws IOException {
        return RawCodec.decode(new EncodedObject(key, chunks));
    }

    private static List<byte[]> chunks(ChunkSource source) {
        return IntStream.range(0, source.chunkCount()).mapToObj(source::chunk).toList();
    }
}
