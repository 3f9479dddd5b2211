package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.ClassAccess;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.GraphCodec;
import io.github.claimcheck.codec.GraphInputStream;
import io.github.claimcheck.codec.RawCodec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Turns an envelope back into a task: each call of {@link #read} makes a private copy of the task and of all it
 * captured. Not thread-safe; one reader for each task.
 */
public final class BodyReader {

    /** Gives the encoded objects that a task refers to; blocks until they are there. */
    public interface Source {

        /**
         * {@return the object}
         *
         * @param label the capture it belongs to, for the message of an exception
         */
        EncodedObject get(ObjectKey key, String label);

        /**
         * {@return the value of a leaf or graph for one task: what {@code decode} gives, or an instance shared between
         * tasks}
         *
         * @param id what was stored
         * @param leaves the leaves that were taken out of a graph, in order
         */
        default Object share(ValueId id, Object[] leaves, Decoding decode) throws IOException, ClassNotFoundException {
            return decode.run();
        }
    }

    /** Decodes a value. */
    @FunctionalInterface
    public interface Decoding {

        /** {@return a new instance} */
        Object run() throws IOException, ClassNotFoundException;
    }

    /**
     * Tells decoded values apart: a graph's content does not include the leaves that were taken out of it.
     *
     * @param key the stored object
     * @param leaves the keys of the leaves
     */
    public record ValueId(ObjectKey key, List<ObjectKey> leaves) {}

    private final GraphCodec graphs;
    private final ClassAccess classes;
    private final Source objects;
    private List<SlotRef> table = List.of();
    private Object[] values = {};

    public BodyReader(GraphCodec graphs, ClassAccess classes, Source objects) {
        this.graphs = graphs;
        this.classes = classes;
        this.objects = objects;
    }

    /**
     * {@return the task}
     *
     * @throws IOException if the body is damaged
     * @throws ClassNotFoundException if a class of the task is not on this member
     */
    public Object read(Envelope envelope) throws IOException, ClassNotFoundException {
        if (envelope.bodyKey() == null) {
            useTable(envelope.slots());
            return readBody(envelope.bodyForm(), envelope.taskName(), new ByteArrayInputStream(envelope.body()));
        }
        var in = new ChunkInputStream(objects.get(envelope.bodyKey(), "the task itself"));
        useTable(SlotRef.readTable(new DataInputStream(in)));
        return readBody(envelope.bodyForm(), envelope.taskName(), in);
    }

    /** {@return the keys that the stored body of an envelope names} */
    public static List<ObjectKey> keysIn(EncodedObject storedBody) throws IOException {
        var in = new DataInputStream(new ChunkInputStream(storedBody));
        return SlotRef.readTable(in).stream().map(SlotRef::key).toList();
    }

    /**
     * {@return the key of the object that {@code value} was decoded from, or {@code null} if it is none of this task's}
     */
    public ObjectKey keyOf(Object value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return table.get(i).key();
            }
        }
        return null;
    }

    private void useTable(List<SlotRef> slots) {
        table = slots;
        values = new Object[slots.size()];
    }

    private Object readBody(Envelope.BodyForm form, String className, InputStream bytes)
            throws IOException, ClassNotFoundException {
        var in = new GraphInputStream(bytes, classes, this::slot);
        return switch (form) {
            case OBJECT -> in.readObject();
            case UNSHARED_OBJECT -> in.readUnshared();
            case EXTERNALIZABLE -> readExternalizable(className, in);
        };
    }

    private Externalizable readExternalizable(String className, GraphInputStream in)
            throws IOException, ClassNotFoundException {
        var type = classes.load(className);
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var task = (Externalizable) constructor.newInstance();
            task.readExternal(in);
            return task;
        } catch (ReflectiveOperationException e) {
            throw new IOException("Cannot create the Externalizable task " + className + ": " + e, e);
        }
    }

    private Object slot(int index) {
        if (index < 0 || index >= values.length) {
            throw new IllegalStateException("damaged task: no slot " + index + " of " + values.length);
        }
        if (values[index] == null) {
            values[index] = decode(table.get(index));
        }
        return values[index];
    }

    private Object decode(SlotRef slot) {
        try {
            var leaves = Arrays.stream(slot.leaves()).mapToObj(this::slot).toArray();
            var leafKeys = Arrays.stream(slot.leaves())
                    .mapToObj(leaf -> table.get(leaf).key())
                    .toList();
            return objects.share(new ValueId(slot.key(), leafKeys), leaves, () -> decode(slot, leaves));
        } catch (IOException | ClassNotFoundException e) {
            throw new CaptureException(slot.label(), e);
        }
    }

    private Object decode(SlotRef slot, Object[] leaves) throws IOException, ClassNotFoundException {
        var object = objects.get(slot.key(), slot.label());
        var codec = CodecId.find(slot.key().codec());
        return codec == CodecId.KRYO || codec == CodecId.JAVA
                ? graphs.decode(object, ordinal -> leaves[ordinal], classes)
                : RawCodec.decode(object);
    }

    /** The part of the stored form that is payload, in one array; for small objects. */
    static byte[] concatenate(EncodedObject object) throws IOException {
        return new ChunkInputStream(object).readAllBytes();
    }

    /** A captured value could not be decoded; the cause says why. */
    public static final class CaptureException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CaptureException(String label, Exception cause) {
            super("Cannot decode " + label, cause);
        }
    }
}
