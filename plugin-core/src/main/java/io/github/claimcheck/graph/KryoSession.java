package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.KryoException;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.EncodedObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * A Kryo with its buffers, for one graph at a time. After a failed {@link #decode}, and after an {@link Error}, it is
 * not to be used again. Not thread-safe.
 */
final class KryoSession {

    private final GraphKryo kryo = new GraphKryo();
    private final GraphOutput out = new GraphOutput();
    private final GraphInput in = new GraphInput();

    /**
     * Writes a graph.
     *
     * @throws NotExactException if something in it is not surely carried exactly; other exceptions mean the same, or
     *     come from {@code leaves} or {@code tracker}
     */
    void encode(Object value, LeafWriter leaves, IdentityTracker tracker, ChunkBuffer buffer) {
        out.reset();
        out.setOutputStream(buffer);
        kryo.references().begin(expectedObjects(value), leaves, tracker);
        try {
            kryo.writeClassAndObject(out, value);
            out.flush();
        } finally {
            // A session is kept for later; a graph that could not be written is not.
            out.setOutputStream(null);
        }
    }

    /**
     * The table of objects is sized once for what is in sight. Only these two: a user's {@code size} may do anything.
     */
    private static int expectedObjects(Object value) {
        if (value.getClass() == HashMap.class) {
            return ((HashMap<?, ?>) value).size() * 2;
        }
        return value.getClass() == ArrayList.class ? ((ArrayList<?>) value).size() : 0;
    }

    Object decode(EncodedObject object, SlotReader leaves, ClassAccess classes)
            throws IOException, ClassNotFoundException {
        in.open(object);
        kryo.begin(leaves, classes);
        try {
            var value = kryo.readClassAndObject(in);
            if (!in.atEnd()) {
                throw new KryoException("damaged content: bytes follow the object");
            }
            return value;
        } catch (CheckedException e) {
            throw e.rethrow();
        } catch (RuntimeException e) {
            if (kryo.isForeign(e)) {
                throw e;
            }
            throw new IOException("Cannot decode " + object.key() + ": " + e, e);
        } finally {
            in.release();
            kryo.end();
        }
    }
}
