package io.github.claimcheck.benchmarks.jmh;

import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.recent.RecentObjects;
import io.github.claimcheck.task.BodyReader;
import io.github.claimcheck.task.CallKind;
import io.github.claimcheck.task.EncodedTask;
import io.github.claimcheck.task.Envelope;
import io.github.claimcheck.task.TaskEncoder;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A task on its way: what is small is written as it is, what is large becomes an envelope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvelopeBenchmark {

    /** What the task captures: less than the threshold, or more. */
    @Param({"1000", "200000"})
    public int captureBytes;

    private final GraphCodec graphs = new GraphCodec(Samples.CHUNK_BYTES);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final RecentObjects recent = new RecentObjects(Samples.MAX_RECENT_BYTES, ticker);
    private final TaskEncoder encoder =
            new TaskEncoder(graphs, Samples.THRESHOLD_BYTES, Samples.CHUNK_BYTES, true, recent);
    private Object task;
    private EncodedTask encoded;
    private EncodedObject stored;
    private Envelope envelope;
    private byte[] bytes;

    /** Ends the thread. */
    @TearDown
    public void stop() {
        ticker.shutdownNow();
    }

    /** Encodes once, for the readers. */
    @Setup
    public void encodeOnce() throws IOException {
        task = Samples.task(Samples.bytes(captureBytes));
        encoded = encode();
        envelope = encoded.seal(0, CallKind.values()[0], 1, new UUID(1, 2));
        bytes = write();
        for (var object : encoded.objects()) {
            stored = new EncodedObject(
                    object.key(),
                    IntStream.range(0, object.chunkCount())
                            .mapToObj(object::chunk)
                            .toList());
        }
    }

    /** {@return the task without what was taken out of it} */
    @Benchmark
    public EncodedTask encode() throws IOException {
        return encoder.encode(task, true);
    }

    /** {@return the envelope's wire form} */
    @Benchmark
    public byte[] write() {
        return envelope.toBytes();
    }

    /** {@return the envelope, as a partition thread reads it} */
    @Benchmark
    public Envelope read() throws IOException {
        return Envelope.fromBytes(bytes);
    }

    /** {@return the task, as the thread that runs it reads it} */
    @Benchmark
    public Object decode() throws IOException, ClassNotFoundException {
        return new BodyReader(graphs, Samples.CLASSES, (key, label) -> stored).read(envelope);
    }
}
