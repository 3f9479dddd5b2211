package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker.OwnCodeException;
import io.github.claimcheck.graph.LeafWriter;
import io.github.claimcheck.graph.SlotReader;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.EngineClasses;
import io.github.claimcheck.hazelcast.internal.StockData;
import io.github.claimcheck.hazelcast.internal.StockStreams;
import java.io.IOException;

/**
 * The encoded forms of large results: leaves as they are, what a task hands back as it was captured, and all else as
 * the engine serializes it. Stateless.
 */
final class ResultCodec {

    private final Plugin plugin;
    private final Settings settings;

    /** A result that is stored, or one that the engine has serialized already and that is small. */
    record Encoded(ChunkSource source, Object inline) {}

    ResultCodec(Plugin plugin) {
        this.plugin = plugin;
        this.settings = plugin.settings();
    }

    /** {@return whether a result is known to travel as it is, without being encoded} */
    boolean staysInline(Object result) {
        // A Throwable that a task returns is a failure to the engine, which looks at the object itself. What is told of
        // its instance is told for each time that it is read, and so must be another object each time.
        return result == null
                || result instanceof Throwable
                || result instanceof HazelcastInstanceAware
                || result instanceof Number
                || result instanceof Boolean
                || RawCodec.handles(result) && RawCodec.encodedLength(result) < settings.thresholdBytes();
    }

    /**
     * Encodes a result, if it is large.
     *
     * @param capture the stored object that the result was decoded from, or {@code null}
     * @throws IOException or RuntimeException if it cannot be serialized
     */
    Encoded encode(Object result, ObjectKey capture) throws IOException {
        if (RawCodec.handles(result) && !PlainContent.isGarbledByEngine(result)) {
            return new Encoded(RawCodec.encode(result, settings.resultChunkPayloadBytes()), result);
        }
        if (capture != null && isPlain(result, CodecId.find(capture.codec()))) {
            // Handed back as it was captured? Then it has the same key, and is stored already.
            var graph = tryToEncode(result);
            if (graph != null && graph.key().equals(capture)) {
                return new Encoded(graph, result);
            }
        }
        return plugin.compressesTasks() ? encodeWhole(result) : encodeInChunks(result);
    }

    /** {@return {@code null} if code of classes would run, which may change what it writes} */
    private EncodedObject tryToEncode(Object result) throws IOException {
        try {
            return plugin.graphs().encodeOnlyData(result, LeafWriter.NONE);
        } catch (OwnCodeException e) {
            return null;
        }
    }

    private boolean isPlain(Object result, CodecId codec) {
        return new PlainContent(type -> StockStreams.typeId(plugin.instance(), type)).includes(result, codec);
    }

    private Encoded encodeInChunks(Object result) {
        var buffer = new ChunkBuffer(settings.resultChunkPayloadBytes());
        try {
            StockStreams.write(plugin.instance(), result, buffer);
        } catch (IOException | RuntimeException | AssertionError e) {
            // The engine's own serializers assert, if enabled, what they need of a stream.
            return encodeWhole(result);
        }
        boolean small = buffer.length() < settings.thresholdBytes();
        var encoded = buffer.finish(CodecId.ENGINE_STREAM);
        return small
                ? new Encoded(null, StockData.of(new ChunkInputStream(encoded).readAllBytes()))
                : new Encoded(encoded, result);
    }

    /** Some serializers go back and forth in what they write, and read. */
    private Encoded encodeWhole(Object result) {
        Object data = StockData.serialize(plugin.instance(), result);
        var bytes = StockData.bytes(data);
        if (bytes.length < settings.thresholdBytes()) {
            return new Encoded(null, data);
        }
        var buffer = new ChunkBuffer(settings.resultChunkPayloadBytes());
        buffer.write(bytes);
        return new Encoded(buffer.finish(CodecId.ENGINE), data);
    }

    /** {@return the result, which the engine is to initialize} */
    Object decode(EncodedObject object) {
        try {
            var codec = CodecId.find(object.key().codec());
            if (codec == CodecId.ENGINE_STREAM) {
                return decodeStream(object);
            }
            if (codec == CodecId.ENGINE) {
                return decodeWhole(object);
            }
            if (codec == CodecId.KRYO || codec == CodecId.JAVA) {
                return decodeCapture(object);
            }
            return RawCodec.decode(object);
        } catch (IOException | ClassNotFoundException e) {
            throw new HazelcastSerializationException(e);
        }
    }

    /** A user's context is shown each element that the engine reads, and may replace it. */
    private Object decodeCapture(EncodedObject object) throws IOException, ClassNotFoundException {
        var instance = plugin.instance();
        var result = plugin.graphs().decode(object, noLeaves(), EngineClasses.of(instance));
        return EngineAccess.hasManagedContext(instance)
                ? StockData.deserialize(instance, StockData.bytes(StockData.serialize(instance, result)))
                : result;
    }

    private Object decodeStream(EncodedObject object) throws IOException {
        try {
            return StockStreams.read(plugin.instance(), new ChunkInputStream(object));
        } catch (IOException | RuntimeException | AssertionError e) {
            // Its serializer may need more than a stream; if it does not, it fails as it does by value.
            return decodeWhole(object);
        }
    }

    private Object decodeWhole(EncodedObject object) throws IOException {
        return StockData.deserialize(plugin.instance(), new ChunkInputStream(object).readAllBytes());
    }

    private static SlotReader noLeaves() {
        return ordinal -> {
            throw new IllegalStateException("a result has no leaves apart");
        };
    }
}
