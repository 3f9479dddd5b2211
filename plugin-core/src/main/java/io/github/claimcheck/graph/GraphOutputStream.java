package io.github.claimcheck.graph;

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
    }

    private final Replacer replacer;

    public GraphOutputStream(OutputStream out, Replacer replacer) throws IOException {
        super(out);
        this.replacer = replacer;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        // An object may have replaced itself by nothing.
        int ordinal = object == null ? -1 : replacer.replace(object);
        return ordinal < 0 ? object : new LeafSlot(ordinal);
    }
}
