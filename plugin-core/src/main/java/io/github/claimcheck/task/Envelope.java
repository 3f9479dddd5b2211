package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.WireVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What travels in place of a task: its body and references to what was taken out of it. Immutable.
 *
 * <p>Wire form: {@linkplain WireVersion version}, traits, call kind, body form, claim id, submitter (two longs, if
 * results may travel by reference), task name; then for an inline body its length, its bytes and the slot table, for a
 * stored body its key and the keys of its slots. The whole is at most the threshold and 1 KB long.
 *
 * @param traits what the task is, see the constants of {@link TaskTraits}
 * @param kind how the task may run
 * @param claimId the id of the claims that protect the referenced objects; 0 if there are none
 * @param submitter who takes the result by reference, or {@code null} if the result travels inline
 * @param taskName the class of the task, or the class and method of its lambda; travels empty if it is too long, unless
 *     the task is Externalizable
 * @param body the inline body, or {@code null} if it is stored
 * @param bodyForm how the body is encoded
 * @param bodyKey the stored body, or {@code null} if it is inline
 * @param slots the references; those of a stored body are only keys once they have been sent
 */
public record Envelope(
        int traits,
        CallKind kind,
        long claimId,
        UUID submitter,
        String taskName,
        BodyForm bodyForm,
        byte[] body,
        ObjectKey bodyKey,
        List<SlotRef> slots) {

    /** For errors: what does not have the right version. */
    public static final String WHAT = "A task's envelope";

    private static final int HAS_SUBMITTER = 1 << 6;
    private static final int IS_STORED = 1 << 7;
    private static final int MAX_NAME_BYTES = 400;

    /** Traits, call kind and body form; the version comes before. */
    private static final int BYTES_BEFORE_CLAIM_ID = 3;

    /** How a task body is encoded. The order is part of the wire form. */
    public enum BodyForm {
        /** The task as one object in Java serialization, behind slots for captures that it may refer to. */
        OBJECT,
        /** As OBJECT, but written unshared, as the engine does when shared objects are switched off. */
        UNSHARED_OBJECT,
        /** The class name of an Externalizable task and what it wrote. */
        EXTERNALIZABLE,
        /** A small lambda in its short form. */
        LAMBDA;

        private static final BodyForm[] VALUES = values();

        void write(Object task, ObjectOutputStream out) throws IOException {
            switch (this) {
                case OBJECT -> out.writeObject(task);
                case UNSHARED_OBJECT -> out.writeUnshared(task);
                case EXTERNALIZABLE -> ((Externalizable) task).writeExternal(out);
                case LAMBDA -> throw new IllegalArgumentException("a short form is not written by Java serialization");
            }
        }
    }

    /** {@return whether the task refers to stored objects} */
    public boolean hasReferences() {
        return claimId != 0;
    }

    /**
     * {@return the claim id of an envelope's wire form, or 0 if there is none}
     *
     * @param offset where the wire form starts, right after its version and length
     */
    public static long claimIdAt(byte[] bytes, int offset) {
        int at = offset + BYTES_BEFORE_CLAIM_ID;
        return at + Long.BYTES > bytes.length ? 0 : ByteBuffer.wrap(bytes).getLong(at);
    }

    /** {@return all stored objects that the task refers to} */
    public List<ObjectKey> keys() {
        var keys = new ArrayList<ObjectKey>();
        if (bodyKey != null) {
            keys.add(bodyKey);
        }
        slots.forEach(slot -> keys.add(slot.key()));
        return keys;
    }

    /** {@return the wire form} */
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(body == null ? 128 : body.length + 128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(WireVersion.current());
            out.writeByte(traits | (submitter != null ? HAS_SUBMITTER : 0) | (bodyKey != null ? IS_STORED : 0));
            out.writeByte(kind.ordinal());
            out.writeByte(bodyForm.ordinal());
            out.writeLong(claimId);
            if (submitter != null) {
                out.writeLong(submitter.getMostSignificantBits());
                out.writeLong(submitter.getLeastSignificantBits());
            }
            writeName(out);
            if (bodyKey != null) {
                writeStored(out);
            } else {
                Varint.write(out, body.length);
                out.write(body);
                SlotRef.writeTable(out, slots);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A part of a name could be the name of another task, so one that is too long stays away, unless it is needed. */
    private void writeName(DataOutputStream out) throws IOException {
        var name = taskName.getBytes(StandardCharsets.UTF_8);
        boolean fits = name.length <= MAX_NAME_BYTES || bodyForm == BodyForm.EXTERNALIZABLE;
        Varint.writeBytes(out, fits ? name : new byte[0]);
    }

    private void writeStored(DataOutputStream out) throws IOException {
        bodyKey.writeTo(out);
        Varint.write(out, slots.size());
        for (var slot : slots) {
            slot.key().writeTo(out);
        }
    }

    /**
     * {@return the envelope that {@link #toBytes} wrote}
     *
     * @throws IOException if the bytes are damaged, or were written by a version of the plugin that this one cannot
     *     read
     */
    public static Envelope fromBytes(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            WireVersion.check(WHAT, in.readUnsignedByte());
            int flags = in.readUnsignedByte();
            var kind = CallKind.of(in.readUnsignedByte());
            var form = BodyForm.VALUES[in.readUnsignedByte()];
            long claimId = in.readLong();
            var submitter = (flags & HAS_SUBMITTER) != 0 ? new UUID(in.readLong(), in.readLong()) : null;
            var name = Varint.readString(in);
            int traits = flags & TaskTraits.ALL;
            if ((flags & IS_STORED) != 0) {
                var key = ObjectKey.readFrom(in);
                return new Envelope(traits, kind, claimId, submitter, name, form, null, key, readKeys(in));
            }
            var body = in.readNBytes(Varint.readCount(in, 1));
            return new Envelope(traits, kind, claimId, submitter, name, form, body, null, SlotRef.readTable(in));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("damaged task envelope", e);
        }
    }

    private static List<SlotRef> readKeys(DataInputStream in) throws IOException {
        int count = Varint.readCount(in, ObjectKey.BYTES);
        var slots = new ArrayList<SlotRef>(count);
        for (int i = 0; i < count; i++) {
            slots.add(new SlotRef(ObjectKey.readFrom(in), new int[0], ""));
        }
        return slots;
    }
}
