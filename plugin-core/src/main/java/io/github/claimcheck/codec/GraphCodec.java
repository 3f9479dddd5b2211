package io.github.claimcheck.codec;

import java.io.IOException;

/** Encodes object graphs. Safe for use by many threads. */
public final class GraphCodec {

    private final int chunkBytes;

    public GraphCodec(int chunkBytes) {
        this.chunkBytes = chunkBytes;
    }

    /**
     * Encodes a graph; leaves that {@code leaves} takes are left out, every other object is reported to
     * {@code tracker}.
     */
    public EncodedObject encode(Object value, LeafWriter leaves, IdentityTracker tracker) throws IOException {
        var buffer = new ChunkBuffer(chunkBytes);
        var out = new GraphOutputStream(buffer, object -> {
            if (RawCodec.handles(object)) {
                return leaves.take(object);
            }
            if (tracker != null) {
                tracker.visit(object);
            }
            return -1;
        });
        out.writeObject(value);
        out.flush();
        return buffer.finish(CodecId.JAVA);
    }

    /** {@return a new graph with the content of {@code object}} */
    public Object decode(EncodedObject object, LeafReader leaves, ClassAccess classes)
            throws IOException, ClassNotFoundException {
        return new GraphInputStream(new ChunkInputStream(object), classes, leaves).readObject();
    }
}
