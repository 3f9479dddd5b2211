package io.github.claimcheck.task;

import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.SlotReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads null, boxed values and leaves: a tag, which for a leaf is the id of its codec and else negative, and
 * the content, or the slot of a leaf that was taken out. Stateless.
 */
final class PlainValue {

    private static final int NULL = -1;
    private static final int SLOT = -2;
    private static final int FIRST_BOXED = -3;

    /** The JDK boxes each whole number from here to {@link #MAX_CACHED} as the same object each time. */
    private static final int MIN_CACHED = -128;

    private static final int MAX_CACHED = 127;

    /** The boxed types. The order is part of the wire form. */
    private enum Boxed {
        BOOLEAN(Boolean.class, (value, out) -> out.writeBoolean((Boolean) value), DataInputStream::readBoolean),
        BYTE(Byte.class, (value, out) -> out.writeByte((Byte) value), DataInputStream::readByte),
        SHORT(Short.class, (value, out) -> out.writeShort((Short) value), DataInputStream::readShort),
        CHARACTER(Character.class, (value, out) -> out.writeChar((Character) value), DataInputStream::readChar),
        INTEGER(Integer.class, (value, out) -> out.writeInt((Integer) value), DataInputStream::readInt),
        LONG(Long.class, (value, out) -> out.writeLong((Long) value), DataInputStream::readLong),
        FLOAT(Float.class, (value, out) -> out.writeFloat((Float) value), DataInputStream::readFloat),
        DOUBLE(Double.class, (value, out) -> out.writeDouble((Double) value), DataInputStream::readDouble);

        private static final Boxed[] VALUES = values();

        private final Class<?> type;
        private final Writer writer;
        private final Reader reader;

        Boxed(Class<?> type, Writer writer, Reader reader) {
            this.type = type;
            this.writer = writer;
            this.reader = reader;
        }

        static Boxed of(Object value) {
            for (var boxed : VALUES) {
                if (boxed.type == value.getClass()) {
                    return boxed;
                }
            }
            return null;
        }
    }

    @FunctionalInterface
    private interface Writer {
        void write(Object value, DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reader {
        Object read(DataInputStream in) throws IOException;
    }

    private PlainValue() {}

    /** {@return whether the value can be written} */
    static boolean handles(Object value) {
        return value == null || Boxed.of(value) != null || RawCodec.handles(value);
    }

    /** {@return whether equal values are one object in each JVM, as small numbers are} */
    static boolean isAlwaysOne(Object value) {
        if (value instanceof Character character) {
            return character <= MAX_CACHED;
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            return number >= MIN_CACHED && number <= MAX_CACHED;
        }
        return value == null || value instanceof Boolean;
    }

    static void writeSlot(int slot, DataOutputStream out) throws IOException {
        out.writeByte(SLOT);
        Varint.write(out, slot);
    }

    static void write(Object value, DataOutputStream out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
            return;
        }
        var boxed = Boxed.of(value);
        if (boxed != null) {
            out.writeByte(FIRST_BOXED - boxed.ordinal());
            boxed.writer.write(value, out);
        } else if (!(value instanceof String text)) {
            writeArray(PrimitiveArrayType.of(value).codec(), value, out);
        } else if (RawCodec.isLatin1(text)) {
            writeArray(CodecId.LATIN1, text.getBytes(StandardCharsets.ISO_8859_1), out);
        } else {
            writeArray(CodecId.UTF16, text.toCharArray(), out);
        }
    }

    private static void writeArray(CodecId codec, Object array, DataOutputStream out) throws IOException {
        var type = PrimitiveArrayType.of(array);
        int length = Array.getLength(array);
        out.writeByte(codec.wireId());
        Varint.write(out, length);
        var content = ByteBuffer.allocate(length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        type.write(array, 0, length, content);
        out.write(content.array());
    }

    /** @throws IOException if what follows is not a value that was written */
    static Object read(DataInputStream in, SlotReader slots) throws IOException {
        byte tag = in.readByte();
        if (tag == NULL) {
            return null;
        }
        if (tag == SLOT) {
            return slots.value(Varint.read(in));
        }
        if (tag < 0) {
            return boxed(FIRST_BOXED - tag).reader.read(in);
        }
        var codec = CodecId.find(tag);
        if (codec == CodecId.LATIN1) {
            return new String((byte[]) readArray(PrimitiveArrayType.BYTES, in), StandardCharsets.ISO_8859_1);
        }
        if (codec == CodecId.UTF16) {
            return new String((char[]) readArray(PrimitiveArrayType.CHARS, in));
        }
        return readArray(PrimitiveArrayType.find(codec), in);
    }

    private static Boxed boxed(int ordinal) throws IOException {
        if (ordinal >= Boxed.VALUES.length) {
            throw new IOException("there is no type " + ordinal + " of boxed values");
        }
        return Boxed.VALUES[ordinal];
    }

    private static Object readArray(PrimitiveArrayType type, DataInputStream in) throws IOException {
        if (type == null) {
            throw new IOException("there is no such type of arrays");
        }
        int length = Varint.readCount(in, type.bytes());
        var array = type.newArray(length);
        var content = ByteBuffer.wrap(in.readNBytes(length * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        type.read(content, array, 0, length);
        return array;
    }
}
