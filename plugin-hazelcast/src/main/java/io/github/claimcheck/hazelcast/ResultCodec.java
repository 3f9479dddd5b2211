package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkBuffer.TooLongException;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker.OwnCodeException;
import io.github.claimcheck.graph.LeafWriter;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.EngineClasses;
import io.github.claimcheck.hazelcast.internal.StockData;
import io.github.claimcheck.hazelcast.internal.StockStreams;
import io.github.claimcheck.task.OwnCapture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The encoded forms of large results: leaves as they are, what a task hands back as it was captured, and all else as
 * the engine serializes it. Stateless.
 */
final class ResultCodec {

    /** How many leaves are taken out of a result: each is a call to store it and another one to fetch it. */
    private static final int MAX_LEAVES = 16;

    private final Plugin plugin;
    private final Settings settings;

    /**
     * A result to be stored, with the leaves that were taken out of it; or none, and what travels as it is.
     *
     * @param inline the result in place of a reference, perhaps serialized already
     */
    record Encoded(List<ChunkSource> sources, Object inline) {

        private Encoded(ChunkSource source, Object inline) {
            this(List.of(source), inline);
        }
    }

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
     * @param capture the result as the task captured it, or {@code null}
     * @throws IOException or RuntimeException if it cannot be serialized
     */
    Encoded encode(Object result, OwnCapture capture) throws IOException {
        if (RawCodec.handles(result) && !PlainContent.isGarbledByEngine(result)) {
            return new Encoded(RawCodec.encode(result, settings.resultChunkPayloadBytes()), result);
        }
        var handedBack = capture == null ? null : encodeAsCaptured(result, capture);
        if (handedBack != null) {
            return new Encoded(handedBack, result);
        }
        return plugin.compressesTasks() ? encodeWhole(result) : encodeInChunks(result);
    }

    /**
     * {@return the result in the form in which it was captured, with the leaves that were taken out of it; or
     * {@code null} if the engine is to encode it, because most of it is not stored}
     */
    private List<ChunkSource> encodeAsCaptured(Object result, OwnCapture capture) throws IOException {
        var content = new PlainContent(type -> StockStreams.typeId(plugin.instance(), type));
        boolean apart = capture.key() != null;
        // The content of what was part of a body is looked at later: if that has grown, encoding it ends soon.
        if (apart && !content.includes(result)) {
            return null;
        }
        var leaves = new ArrayList<>();
        var graph =
                tryToEncode(result, capture, leaf -> capture.leaves().contains(leaf) ? indexOfNext(leaves, leaf) : -1);
        boolean fits = graph != null && (apart ? graph.key().equals(capture.key()) : content.includes(result));
        if (!fits
                || leaves.size() > MAX_LEAVES
                || !content.isKept(result, CodecId.find(graph.key().codec()))) {
            return null;
        }
        var sources = new ArrayList<ChunkSource>(List.of(graph));
        leaves.forEach(leaf -> sources.add(RawCodec.encode(leaf, settings.resultChunkPayloadBytes())));
        var keys = sources.stream().map(ChunkSource::key).toList();
        long storedBytes = bytes(keys.stream().filter(capture.stored()::contains));
        return 2 * storedBytes >= bytes(keys.stream()) ? sources : null;
    }

    private static long bytes(Stream<ObjectKey> keys) {
        return keys.mapToLong(ObjectKey::length).sum();
    }

    private static int indexOfNext(List<Object> leaves, Object leaf) {
        leaves.add(leaf);
        return leaves.size() - 1;
    }

    /**
     * {@return {@code null} if code of classes would run, which may change what it writes, or if what was part of a
     * body has grown}
     */
    private EncodedObject tryToEncode(Object result, OwnCapture capture, LeafWriter leaves) throws IOException {
        try {
            return capture.key() == null
                    ? plugin.graphs().encodeShortData(result, leaves, settings.thresholdBytes())
                    : plugin.graphs().encodeOnlyData(result, leaves);
        } catch (OwnCodeException | TooLongException e) {
            return null;
        }
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
                ? new Encoded(List.of(), StockData.of(new ChunkInputStream(encoded).readAllBytes()))
                : new Encoded(encoded, result);
    }

    /** Some serializers go back and forth in what they write, and read. */
    private Encoded encodeWhole(Object result) {
        Object data = StockData.serialize(plugin.instance(), result);
        var bytes = StockData.bytes(data);
        if (bytes.length < settings.thresholdBytes()) {
            return new Encoded(List.of(), data);
        }
        var buffer = new ChunkBuffer(settings.resultChunkPayloadBytes());
        buffer.write(bytes);
        return new Encoded(buffer.finish(CodecId.ENGINE), data);
    }

    /**
     * {@return the result, which the engine is to initialize}
     *
     * @param content the result, and the leaves that were taken out of it
     */
    Object decode(List<EncodedObject> content) {
        try {
            var object = content.get(0);
            var codec = CodecId.find(object.key().codec());
            if (codec == CodecId.ENGINE_STREAM) {
                return decodeStream(object);
            }
            if (codec == CodecId.ENGINE) {
                return decodeWhole(object);
            }
            if (codec == CodecId.KRYO || codec == CodecId.JAVA) {
                return decodeCapture(object, content.subList(1, content.size()));
            }
            return RawCodec.decode(object);
        } catch (IOException | ClassNotFoundException e) {
            throw new HazelcastSerializationException(e);
        }
    }

    /** A user's context is shown each element that the engine reads, and may replace it. */
    private Object decodeCapture(EncodedObject object, List<EncodedObject> encodedLeaves)
            throws IOException, ClassNotFoundException {
        var leaves = new ArrayList<>();
        for (var leaf : encodedLeaves) {
            leaves.add(RawCodec.decode(leaf));
        }
        var instance = plugin.instance();
        var result = plugin.graphs().decode(object, leaves::get, EngineClasses.of(instance));
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
}
