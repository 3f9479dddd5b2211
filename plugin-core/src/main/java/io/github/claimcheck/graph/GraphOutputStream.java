package io.github.claimcheck.graph;

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

        /** Called before the first object is written by code of its class; may throw, since nothing is half-way yet. */
        default void ownCodeBegins() {}
    }

    private final Replacer replacer;
    private boolean ownCode;
    private SharedObjectException sharedObject;

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
    protected Object replaceObject(Object object) throws IOException {
        if (object == null) {
            // An object may have replaced itself by nothing.
            return null;
        }
        int ordinal = replace(object);
        if (ordinal >= 0) {
            return new LeafSlot(ordinal);
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
            return replacer.replace(object);
        } catch (SharedObjectException e) {
            if (mayBeLeft()) {
                throw e;
            }
            sharedObject = e;
            return 0;
        }
    }
}
