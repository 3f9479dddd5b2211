package io.github.claimcheck.benchmarks.jmh;

import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.LeafWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
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

/** A map of lists: the codec beside Java serialization. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBenchmark {

    /** How large the map is. */
    @Param({"1000", "200000"})
    public int entries;

    private final GraphCodec codec = new GraphCodec(Samples.CHUNK_BYTES);
    private HashMap<String, List<Integer>> graph;
    private EncodedObject encoded;
    private byte[] serialized;

    /** Encodes once, for the decoders. */
    @Setup
    public void encodeOnce() throws IOException {
        graph = Samples.graph(entries);
        encoded = encode();
        serialized = encodeByJava();
    }

    /** {@return what is stored} */
    @Benchmark
    public EncodedObject encode() throws IOException {
        return codec.encode(graph, LeafWriter.NONE, null);
    }

    /** {@return a private copy} */
    @Benchmark
    public Object decode() throws IOException, ClassNotFoundException {
        return codec.decode(encoded, leaf -> null, Samples.CLASSES);
    }

    /** {@return what travels by value} */
    @Benchmark
    public byte[] encodeByJava() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(graph);
        return bytes.toByteArray();
    }

    /** {@return a private copy} */
    @Benchmark
    public Object decodeByJava() throws IOException, ClassNotFoundException {
        return new ObjectInputStream(new ByteArrayInputStream(serialized)).readObject();
    }
}
