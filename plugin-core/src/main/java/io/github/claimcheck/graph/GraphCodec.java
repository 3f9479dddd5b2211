package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.util.Pool;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkBuffer.TooLongException;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker.OwnCodeException;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Encodes object graphs, so that what comes back is what Java serialization would give: by Kryo if that is sure for
 * every class in the graph, by Java serialization otherwise. Safe for use by many threads.
 *
 * <p>Graphs too deep for the caller's stack are worked on by a thread with a larger one.
 */
public final class GraphCodec {

    private static final int IDLE_SESSIONS = 8;

    private final int payloadBytes;
    private final Pool<KryoSession> sessions = new Pool<>(true, true, IDLE_SESSIONS) {
        @Override
        protected KryoSession create() {
            return new KryoSession();
        }
    };
    private final ClassCache<KryoBackoff> backoffs = new ClassCache<>(type -> new KryoBackoff());

    /** @param payloadBytes the payload of each chunk of an encoded object but the last */
    public GraphCodec(int payloadBytes) {
        this.payloadBytes = payloadBytes;
    }

    /**
     * Encodes a graph; leaves that {@code leaves} takes are left out, every other object is reported to
     * {@code tracker}.
     *
     * @param tracker may be {@code null}
     * @throws IOException as Java serialization does, for example if an object is not serializable
     */
    public EncodedObject encode(Object value, LeafWriter leaves, IdentityTracker tracker) throws IOException {
        var repeatable = new RepeatableLeaves(leaves);
        var byKryo = value == null ? null : tryKryo(value, repeatable, tracker);
        if (byKryo != null) {
            return byKryo;
        }
        return encodeByJava(value, repeatable, tracker, Long.MAX_VALUE);
    }

    /**
     * As {@link #encode}, but runs no code of classes that write their objects in their own way: it may change them.
     *
     * @throws OwnCodeException before such code would run
     */
    public EncodedObject encodeOnlyData(Object value, LeafWriter leaves) throws IOException {
        return encode(value, leaves, onlyData());
    }

    /**
     * As {@link #encodeOnlyData}, by Java serialization, where the other side may have other versions of classes.
     *
     * @throws TooLongException soon after more than {@code maxBytes} were written, besides the leaves that were taken
     */
    public EncodedObject encodeShortData(Object value, LeafWriter leaves, long maxBytes) throws IOException {
        return encodeByJava(value, new RepeatableLeaves(leaves), onlyData(), maxBytes);
    }

    private static IdentityTracker onlyData() {
        var tracker = new IdentityTracker(false);
        tracker.enterLast(1);
        return tracker;
    }

    private EncodedObject tryKryo(Object value, LeafWriter leaves, IdentityTracker tracker) {
        var backoff = backoffs.get(value.getClass());
        if (!backoff.allowsTry()) {
            return null;
        }
        var session = sessions.obtain();
        var buffer = new ChunkBuffer(payloadBytes);
        try {
            session.encode(value, leaves, tracker, buffer);
        } catch (SharedObjectException e) {
            sessions.free(session);
            throw e;
        } catch (RuntimeException e) {
            // Whatever it was, Java serialization gives the outcome that users know.
            sessions.free(session);
            return giveUp(value, backoff, buffer);
        } catch (StackOverflowError e) {
            // The session may be left in any state.
            return giveUp(value, backoff, buffer);
        }
        sessions.free(session);
        backoff.succeeded();
        return buffer.finish(CodecId.KRYO);
    }

    private static EncodedObject giveUp(Object value, KryoBackoff backoff, ChunkBuffer buffer) {
        if (value.getClass().getClassLoader() != null) {
            // A collection of the JDK, on the other hand, tells little about the next one.
            backoff.failedAfter(buffer.length());
        }
        return null;
    }

    private EncodedObject encodeByJava(Object value, LeafWriter leaves, IdentityTracker tracker, long maxBytes)
            throws IOException {
        try {
            return encodeByJavaHere(value, leaves, tracker, maxBytes);
        } catch (StackOverflowError e) {
            return onDeepStack(() -> encodeByJavaHere(value, leaves, tracker, maxBytes), e);
        }
    }

    private EncodedObject encodeByJavaHere(Object value, LeafWriter leaves, IdentityTracker tracker, long maxBytes)
            throws IOException {
        var buffer = new ChunkBuffer(payloadBytes, maxBytes);
        var out = new GraphOutputStream(buffer, new LeavesOut(leaves, tracker));
        out.writeObject(value);
        out.end();
        return buffer.finish(CodecId.JAVA);
    }

    /**
     * {@return a new graph with the content of {@code object}}
     *
     * @throws IOException if the content is damaged, or as Java deserialization does
     * @throws ClassNotFoundException if a class of the graph is not on this side
     * @throws SecurityException if the host's serialization filter refuses a class
     */
    public Object decode(EncodedObject object, SlotReader leaves, ClassAccess classes)
            throws IOException, ClassNotFoundException {
        try {
            return decodeHere(object, leaves, classes);
        } catch (StackOverflowError e) {
            return onDeepStack(() -> decodeHere(object, leaves, classes), e);
        }
    }

    private Object decodeHere(EncodedObject object, SlotReader leaves, ClassAccess classes)
            throws IOException, ClassNotFoundException {
        if (object.key().codec() != CodecId.KRYO.wireId()) {
            return new GraphInputStream(new ChunkInputStream(object), classes, leaves).readObject();
        }
        var session = sessions.obtain();
        var value = session.decode(object, leaves, classes);
        sessions.free(session);
        return value;
    }

    /** @param tracker may be {@code null} */
    private record LeavesOut(LeafWriter leaves, IdentityTracker tracker) implements GraphOutputStream.Replacer {

        @Override
        public int replace(Object object) throws IOException {
            return visited(object, RawCodec.handles(object) ? leaves.take(object) : -1);
        }

        @Override
        public int replaceNow(Object object) throws IOException {
            return visited(object, RawCodec.handles(object) ? leaves.takeNow(object) : -1);
        }

        private int visited(Object object, int ordinal) {
            if (ordinal < 0 && tracker != null) {
                tracker.visitWritten(object);
            }
            return ordinal;
        }

        @Override
        public void ownCodeBegins() {
            if (tracker != null) {
                tracker.ownCodeBegins();
            }
            leaves.ownCodeBegins();
        }
    }

    private static <T, X extends Exception> T onDeepStack(Callable<T> work, StackOverflowError overflow) throws X {
        try {
            return DeepStack.call(work, overflow);
        } catch (ExecutionException e) {
            throw GraphCodec.<X>sneak(e.getCause());
        }
    }

    /** The work throws what its caller declares. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X sneak(Throwable cause) throws X {
        if (cause instanceof Error error) {
            throw error;
        }
        throw (X) cause;
    }
}
