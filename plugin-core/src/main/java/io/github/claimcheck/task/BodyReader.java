package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.ClassAccess;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.GraphInputStream;
import java.io.ByteArrayInputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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

        /** {@return whether the task is certain to only read what it captured} */
        default boolean isReadOnly() {
            return false;
        }

        /**
         * {@return the value of a leaf or graph for one task: what {@code decode} gives, or an instance shared between
         * tasks}
         *
         * @param id what was stored
         * @param leaves the leaves that were taken out of a graph, in order
         * @param readOnly whether nobody can tell a shared instance from a private one
         */
        default Object share(ValueId id, Object[] leaves, boolean readOnly, Decoding decode)
                throws IOException, ClassNotFoundException {
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

    /** Something else than {@code null}, which a value may be: a class may replace it by that. */
    private static final Object NOT_DECODED = new Object();

    private final GraphCodec graphs;
    private final ClassAccess classes;
    private final Source objects;
    private List<SlotRef> table = List.of();
    private Object[] values = {};
    private boolean sharesLeaves;

    /** What must not be shared although it is a leaf: what a graph holds, and what the task has been given already. */
    private final Set<ObjectKey> privateLeaves = new HashSet<>();

    /**
     * @param classes finds the classes of the task, and of what it captured
     * @param objects called on the thread that reads
     */
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
        if (envelope.hasReferences() && objects.isReadOnly()) {
            sharesLeaves = true;
            try {
                return read(envelope, new PassiveClasses(classes, envelope.taskName()));
            } catch (PassiveClasses.ActiveClassException e) {
                // The class might see or change a shared leaf while it is decoded; so begin again, with copies.
                sharesLeaves = false;
            }
        }
        return read(envelope, classes);
    }

    private Object read(Envelope envelope, ClassAccess permitted) throws IOException, ClassNotFoundException {
        if (envelope.bodyKey() == null) {
            useTable(envelope.slots());
            return readBody(envelope, new ByteArrayInputStream(envelope.body()), permitted);
        }
        var body = objects.get(envelope.bodyKey(), "the task itself");
        useTable(SlotRef.readTableBehind(body));
        return readBody(envelope, new ChunkInputStream(body), permitted);
    }

    /**
     * {@return what the task has of {@code value} in the store, or {@code null} if it did not capture that}
     *
     * @param task what this reader has read
     */
    public OwnCapture find(Object value, Object task) {
        int slot = slotOf(value);
        if (slot < 0 && (values.length == 0 || !Captures.of(task).containsKey(value))) {
            return null;
        }
        var leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        var stored = new HashSet<ObjectKey>();
        for (int i = 0; i < values.length; i++) {
            boolean isLeaf = values[i] != NOT_DECODED && !isGraph(table.get(i));
            if (isLeaf) {
                leaves.add(values[i]);
            }
            if (isLeaf || i == slot) {
                stored.add(table.get(i).key());
            }
        }
        return new OwnCapture(slot < 0 ? null : table.get(slot).key(), leaves, stored);
    }

    private int slotOf(Object value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    private void useTable(List<SlotRef> slots) {
        table = slots;
        values = new Object[slots.size()];
        Arrays.fill(values, NOT_DECODED);
        privateLeaves.clear();
        for (var slot : slots) {
            for (int leaf : slot.leaves()) {
                privateLeaves.add(slots.get(leaf).key());
            }
        }
    }

    private Object readBody(Envelope envelope, InputStream bytes, ClassAccess permitted)
            throws IOException, ClassNotFoundException {
        return switch (envelope.bodyForm()) {
            case OBJECT -> stream(bytes, permitted).readBehindSlots();
            case UNSHARED_OBJECT -> stream(bytes, permitted).readUnshared();
            case EXTERNALIZABLE -> readExternalizable(envelope.taskName(), stream(bytes, permitted));
            case LAMBDA -> PlainLambda.decode(bytes, permitted, this::slot);
        };
    }

    private GraphInputStream stream(InputStream bytes, ClassAccess permitted) throws IOException {
        return new GraphInputStream(bytes, permitted, this::slot);
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
        if (values[index] == NOT_DECODED) {
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
            var id = new ValueId(slot.key(), leafKeys);
            return objects.share(id, leaves, isShareable(slot), () -> decode(slot, leaves));
        } catch (IOException | ClassNotFoundException e) {
            throw new CaptureException(e);
        }
    }

    /** A leaf inside a graph may be touched by the graph's classes; one that is there twice must stay two objects. */
    private boolean isShareable(SlotRef slot) {
        return sharesLeaves && !isGraph(slot) && privateLeaves.add(slot.key());
    }

    private static boolean isGraph(SlotRef slot) {
        var codec = CodecId.find(slot.key().codec());
        return codec == CodecId.KRYO || codec == CodecId.JAVA;
    }

    private Object decode(SlotRef slot, Object[] leaves) throws IOException, ClassNotFoundException {
        var object = objects.get(slot.key(), slot.label());
        return isGraph(slot) ? graphs.decode(object, ordinal -> leaves[ordinal], classes) : RawCodec.decode(object);
    }

    /** A captured value could not be decoded; the cause says why. */
    public static final class CaptureException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CaptureException(Exception cause) {
            super(cause);
        }
    }
}
