package io.github.claimcheck.codec;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The primitive array types, and bulk copies between them and buffers. */
public enum PrimitiveArrayType {
    BYTES(byte[].class, 1, CodecId.BYTES),
    BOOLEANS(boolean[].class, 1, CodecId.BOOLEANS),
    SHORTS(short[].class, Short.BYTES, CodecId.SHORTS),
    CHARS(char[].class, Character.BYTES, CodecId.CHARS),
    INTS(int[].class, Integer.BYTES, CodecId.INTS),
    LONGS(long[].class, Long.BYTES, CodecId.LONGS),
    FLOATS(float[].class, Float.BYTES, CodecId.FLOATS),
    DOUBLES(double[].class, Double.BYTES, CodecId.DOUBLES);

    private static final Map<CodecId, PrimitiveArrayType> BY_CODEC = new EnumMap<>(CodecId.class);

    static {
        Arrays.stream(values()).forEach(type -> BY_CODEC.put(type.codec, type));
    }

    private final Class<?> arrayType;
    private final int bytes;
    private final CodecId codec;

    PrimitiveArrayType(Class<?> arrayType, int bytes, CodecId codec) {
        this.arrayType = arrayType;
        this.bytes = bytes;
        this.codec = codec;
    }

    /**
     * {@return the kind of an array}
     *
     * @throws IllegalArgumentException if it is no primitive array
     */
    public static PrimitiveArrayType of(Object array) {
        var type = array.getClass();
        for (var leafType : values()) {
            if (leafType.arrayType == type) {
                return leafType;
            }
        }
        throw new IllegalArgumentException("not a primitive array: " + type.getName());
    }

    /** {@return the kind that a codec carries, or {@code null} if it carries something else} */
    public static PrimitiveArrayType find(CodecId codec) {
        return codec == null ? null : BY_CODEC.get(codec);
    }

    /** {@return the size of one element} */
    public int bytes() {
        return bytes;
    }

    /** {@return the codec of such arrays} */
    public CodecId codec() {
        return codec;
    }

    /** {@return an array of zeros} */
    public Object newArray(int length) {
        return Array.newInstance(arrayType.getComponentType(), length);
    }

    /** {@return a copy of an array of this kind} */
    public Object copy(Object array) {
        int length = Array.getLength(array);
        var copy = newArray(length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    /** {@return whether two arrays have the same content; a NaN is a NaN} */
    public boolean equal(Object one, Object other) {
        return switch (this) {
            case BYTES -> Arrays.equals((byte[]) one, (byte[]) other);
            case BOOLEANS -> Arrays.equals((boolean[]) one, (boolean[]) other);
            case SHORTS -> Arrays.equals((short[]) one, (short[]) other);
            case CHARS -> Arrays.equals((char[]) one, (char[]) other);
            case INTS -> Arrays.equals((int[]) one, (int[]) other);
            case LONGS -> Arrays.equals((long[]) one, (long[]) other);
            case FLOATS -> Arrays.equals((float[]) one, (float[]) other);
            case DOUBLES -> Arrays.equals((double[]) one, (double[]) other);
        };
    }

    /**
     * Copies elements to the start of a buffer, whose position does not matter and does not change.
     *
     * @param from the index of the first element
     * @param count how many elements, not bytes
     * @param target backed by an array; its byte order counts
     */
    public void write(Object array, int from, int count, ByteBuffer target) {
        var buffer = target.duplicate().order(target.order()).clear();
        switch (this) {
            case BYTES -> buffer.put((byte[]) array, from, count);
            case BOOLEANS -> writeBooleans((boolean[]) array, from, count, buffer);
            case SHORTS -> buffer.asShortBuffer().put((short[]) array, from, count);
            case CHARS -> buffer.asCharBuffer().put((char[]) array, from, count);
            case INTS -> buffer.asIntBuffer().put((int[]) array, from, count);
            case LONGS -> buffer.asLongBuffer().put((long[]) array, from, count);
            case FLOATS -> buffer.asFloatBuffer().put((float[]) array, from, count);
            case DOUBLES -> buffer.asDoubleBuffer().put((double[]) array, from, count);
        }
    }

    /**
     * Copies elements from the start of a buffer, whose position does not matter and does not change.
     *
     * @param source backed by an array; its byte order counts
     * @param to the index of the first element
     * @param count how many elements, not bytes
     */
    public void read(ByteBuffer source, Object array, int to, int count) {
        var buffer = source.duplicate().order(source.order()).clear();
        switch (this) {
            case BYTES -> buffer.get((byte[]) array, to, count);
            case BOOLEANS -> readBooleans(buffer, (boolean[]) array, to, count);
            case SHORTS -> buffer.asShortBuffer().get((short[]) array, to, count);
            case CHARS -> buffer.asCharBuffer().get((char[]) array, to, count);
            case INTS -> buffer.asIntBuffer().get((int[]) array, to, count);
            case LONGS -> buffer.asLongBuffer().get((long[]) array, to, count);
            case FLOATS -> buffer.asFloatBuffer().get((float[]) array, to, count);
            case DOUBLES -> buffer.asDoubleBuffer().get((double[]) array, to, count);
        }
    }

    /** Past the buffer, straight into its array: that loop is many times as fast. */
    private static void writeBooleans(boolean[] array, int from, int count, ByteBuffer target) {
        var bytes = target.array();
        int at = target.arrayOffset();
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (array[from + i] ? 1 : 0);
        }
    }

    private static void readBooleans(ByteBuffer source, boolean[] array, int to, int count) {
        var bytes = source.array();
        int at = source.arrayOffset();
        Objects.checkFromIndexSize(0, count, source.limit());
        for (int i = 0; i < count; i++) {
            array[to + i] = bytes[at + i] != 0;
        }
    }
}
