package io.github.claimcheck.graph;

import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * A Java serialization stream that lets a {@link Replacer} take objects out of the graph. Where nothing is taken out,
 * it writes what {@link ObjectOutputStream} writes, byte for byte.
 */
public final class GraphOutputStream extends ObjectOutputStream {

    /** Sees each object of the graph once, before it is written. */
    @FunctionalInterface
    public interface Replacer {

        /** {@return the ordinal that stands for {@code object}, or -1 to write it in place} */
        int replace(Object object) throws IOException;

        /** As {@link #replace}, while code of a class writes, which may change the object afterwards. */
        default int replaceNow(Object object) throws IOException {
            return replace(object);
        }

        /** Called when what was written so far no longer stands for the same objects. */
        default void forget() {}

        /** Called before the first object is written by code of its class; may throw, since nothing is half-way yet. */
        default void ownCodeBegins() {}
    }

    private final Replacer replacer;
    private boolean ownCode;
    private SharedObjectException sharedObject;
    private Object unshared;

    /** Writes the head of the stream at once. */
    public GraphOutputStream(OutputStream out, Replacer replacer) throws IOException {
        super(out);
        this.replacer = replacer;
        enableReplaceObject(true);
    }

    /** Announces that what writes to this stream from now on must not be left by an exception. */
    public void runsOwnCode() {
        replacer.ownCodeBegins();
        ownCode = true;
    }

    /**
     * {@return whether writing may be given up by an exception, now and here} Not if a class has begun to write an
     * object in a way of its own: it might leave the object half-way, or change it.
     */
    public boolean mayBeLeft() {
        return !ownCode;
    }

    /**
     * Flushes what was written.
     *
     * @throws SharedObjectException if the replacer met such an object where it could not be said at once
     */
    public void end() throws IOException {
        flush();
        if (sharedObject != null) {
            throw sharedObject;
        }
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        replacer.forget();
    }

    @Override
    public void writeUnshared(Object object) throws IOException {
        // The stream would remember what stood for an array before, which may have other content now.
        var written = isArray(object) ? PrimitiveArrayType.of(object).copy(object) : object;
        unshared = written;
        try {
            super.writeUnshared(written);
        } finally {
            unshared = null;
        }
    }

    private static boolean isArray(Object object) {
        return RawCodec.handles(object) && !(object instanceof String);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        // An object may have replaced itself by nothing. An array that is written unshared may differ each time.
        if (object == null || object == unshared && isArray(object)) {
            return object;
        }
        int ordinal = replace(object);
        if (ordinal >= 0) {
            return new SlotMarker(ordinal);
        }
        if (!ownCode && OwnCode.writes(object.getClass())) {
            runsOwnCode();
        }
        return object;
    }

    private int replace(Object object) throws IOException {
        if (sharedObject != null) {
            // What is under way is only brought to its end, and of no use.
            return 0;
        }
        try {
            return ownCode ? replacer.replaceNow(object) : replacer.replace(object);
        } catch (SharedObjectException e) {
            if (mayBeLeft()) {
                throw e;
            }
            sharedObject = e;
            return 0;
        }
    }
}
