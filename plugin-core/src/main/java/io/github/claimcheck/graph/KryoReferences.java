package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.ReferenceResolver;
import com.esotericsoftware.kryo.util.IntArray;
import io.github.claimcheck.codec.RawCodec;
import java.util.Arrays;

/** Keeps one object one object, tells the tracker of each, and offers leaves. Not thread-safe. */
@SuppressWarnings("rawtypes") // As Kryo declares it.
final class KryoReferences implements ReferenceResolver {

    private static final int KEPT = 1 << 12;

    private final IdentityTable written = new IdentityTable();
    private final IntArray open = new IntArray();
    private Object[] read = new Object[64];
    private int readCount;
    private int lastWritten;
    private LeafWriter leaves;
    private IdentityTracker tracker;

    void begin(int expected, LeafWriter leafWriter, IdentityTracker trackerOrNull) {
        written.expect(expected);
        leaves = leafWriter;
        tracker = trackerOrNull;
    }

    /**
     * {@return the ordinal of the leaf that is being written for the first time, or -1 if it is to be written in place}
     */
    int take(Object leaf) {
        int ordinal = leaves.take(leaf);
        if (ordinal < 0 && tracker != null) {
            tracker.visit(leaf);
        }
        return ordinal;
    }

    /**
     * Announces that the object being written can be made only after its content was read, so that a reference from its
     * content to itself cannot be carried. {@link #close} ends this.
     */
    void open() {
        open.add(lastWritten);
    }

    void close() {
        open.pop();
    }

    @Override
    public int getWrittenId(Object object) {
        int id = written.find(object);
        if (id >= 0 && open.size > 0 && open.contains(id)) {
            throw NotExactException.SIGNAL;
        }
        return id;
    }

    @Override
    public int addWrittenObject(Object object) {
        if (tracker != null && !RawCodec.handles(object)) {
            // Visiting may run no other code of ours: the table remembers where to put the object.
            tracker.visit(object);
        }
        lastWritten = written.add(object);
        return lastWritten;
    }

    @Override
    public int nextReadId(Class type) {
        if (readCount == read.length) {
            read = Arrays.copyOf(read, readCount * 2);
        }
        return readCount++;
    }

    @Override
    public void setReadObject(int id, Object object) {
        read[id] = object;
    }

    @Override
    public Object getReadObject(Class type, int id) {
        if (id < 0 || id >= readCount || read[id] == null) {
            throw new KryoException("damaged content: reference to object " + id + " of " + readCount);
        }
        return read[id];
    }

    @Override
    public boolean useReferences(Class type) {
        // Values of these types are written in place each time: nothing but == could tell.
        return type != Integer.class
                && type != Long.class
                && type != Double.class
                && type != Boolean.class
                && type != Character.class
                && type != Byte.class
                && type != Short.class
                && type != Float.class;
    }

    @Override
    public void setKryo(Kryo kryo) {}

    @Override
    public void reset() {
        written.clear();
        open.clear();
        if (read.length > KEPT) {
            read = new Object[64];
        } else {
            Arrays.fill(read, 0, readCount, null);
        }
        readCount = 0;
        leaves = null;
        tracker = null;
    }
}
