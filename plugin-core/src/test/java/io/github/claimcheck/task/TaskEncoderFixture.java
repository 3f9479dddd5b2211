package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.TestClasses;
import io.github.claimcheck.recent.RecentObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Encodes tasks, and decodes them from what was taken out of them. */
abstract class TaskEncoderFixture {

    static final int THRESHOLD = 10_000;
    static final int CHUNK = 64 * 1024;
    static final long MAX_RECENT = 1 << 20;
    static final int SLACK = 1024;

    final GraphCodec graphs = new GraphCodec(CHUNK);
    final TaskEncoder encoder = new TaskEncoder(graphs, THRESHOLD, CHUNK, true, recent());
    final Map<ObjectKey, EncodedObject> stored = new HashMap<>();

    /** A task without parameters that must survive serialization. */
    interface Task<T> extends Callable<T>, Serializable {
        @Override
        T call();
    }

    static RecentObjects recent() {
        return new RecentObjects(MAX_RECENT, SampleObjects.stoppedTicker());
    }

    <T> T roundTrip(T task) throws Exception {
        return roundTrip(encoder, task, THRESHOLD);
    }

    @SuppressWarnings("unchecked")
    <T> T roundTrip(TaskEncoder with, T task, int threshold) throws Exception {
        var encoded = with.encode(task, false);
        for (var object : encoded.objects()) {
            stored.put(object.key(), materialized(object));
        }
        var bytes = encoded.seal(TaskTraits.CALLABLE, CallKind.SINGLE, 1, null).toBytes();
        assertThat(bytes.length).isLessThanOrEqualTo(threshold + SLACK);
        var envelope = Envelope.fromBytes(bytes);
        assertThat(envelope.keys())
                .containsExactlyInAnyOrderElementsOf(
                        encoded.objects().stream().map(ChunkSource::key).toList());
        var reader = new BodyReader(graphs, new TestClasses(), (key, label) -> stored.get(key));
        return (T) reader.read(envelope);
    }

    static EncodedObject materialized(ChunkSource source) {
        return new EncodedObject(
                source.key(),
                IntStream.range(0, source.chunkCount()).mapToObj(source::chunk).toList());
    }

    static ArrayList<Integer> numbers(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    static byte[] javaSerialized(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
