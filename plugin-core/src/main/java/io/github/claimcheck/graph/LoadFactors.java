package io.github.claimcheck.graph;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;

/**
 * Finds out what a hash table does not tell: its load factor, which is part of its serialized form and decides the
 * order of the copy. Not thread-safe.
 */
final class LoadFactors {

    private static final float DEFAULT = 0.75f;

    /** So that the stream, which remembers what it wrote, does not keep tables alive for long. */
    private static final int PROBES_PER_STREAM = 64;

    private Probe probe;
    private int probes;

    /**
     * Makes sure that a hash table has the load factor that tables have by default; others are left alone.
     *
     * @param collection a map or collection of a class of the JDK
     * @throws NotExactException if it has another, or none can be found
     */
    void requireDefault(Object collection) {
        boolean isSet = collection instanceof HashSet<?>;
        if ((isSet || collection instanceof HashMap<?, ?>) && measure(collection, isSet) != DEFAULT) {
            throw NotExactException.SIGNAL;
        }
    }

    private float measure(Object table, boolean isSet) {
        try {
            if (probe == null || probes++ % PROBES_PER_STREAM == 0) {
                probe = new Probe(new LastBytes());
            }
            return probe.measure(table, isSet);
        } catch (IOException e) {
            throw NotExactException.SIGNAL;
        }
    }

    /** Forgets the tables it saw. */
    void reset() {
        probe = null;
        probes = 0;
    }

    /** A serialization stream that stops as soon as the load factor went by, before any element. */
    private static final class Probe extends ObjectOutputStream {

        private final LastBytes last;
        private boolean inSet;
        private float setLoadFactor;

        Probe(LastBytes last) throws IOException {
            super(last);
            this.last = last;
        }

        float measure(Object table, boolean isSet) throws IOException {
            inSet = isSet;
            try {
                writeObject(table);
            } catch (NotExactException e) {
                return isSet ? setLoadFactor : last.loadFactor();
            }
            throw NotExactException.SIGNAL;
        }

        @Override
        public void writeInt(int capacity) {
            // A set writes its capacity and load factor; a map its fields and then the number of its buckets.
            if (!inSet) {
                throw NotExactException.SIGNAL;
            }
        }

        @Override
        public void writeFloat(float loadFactor) {
            setLoadFactor = loadFactor;
            throw NotExactException.SIGNAL;
        }
    }

    /** Keeps the end of what was last written: a map's fields, that is its load factor and its threshold. */
    private static final class LastBytes extends OutputStream {

        private static final int FIELDS = Float.BYTES + Integer.BYTES;

        private final byte[] bytes = new byte[FIELDS];
        private boolean complete;

        @Override
        public void write(int b) {
            complete = false;
        }

        @Override
        public void write(byte[] source, int offset, int count) {
            complete = count >= FIELDS;
            if (complete) {
                System.arraycopy(source, offset + count - FIELDS, bytes, 0, FIELDS);
            }
        }

        float loadFactor() {
            if (!complete) {
                throw NotExactException.SIGNAL;
            }
            return ByteBuffer.wrap(bytes).getFloat();
        }
    }
}
