package io.github.claimcheck.codec;

/**
 * The stored forms. The wire id is part of every {@link io.github.claimcheck.ObjectKey}; a changed form gets a new id,
 * so content in an old form is never read as a new one.
 */
public enum CodecId {
    BYTES(1),
    BOOLEANS(2),
    SHORTS(3),
    CHARS(4),
    INTS(5),
    LONGS(6),
    FLOATS(7),
    DOUBLES(8),
    /** A string of Latin-1 characters, one byte each. */
    LATIN1(9),
    /** Any other string, two bytes a character, little endian. */
    UTF16(10),
    KRYO(16),
    JAVA(17),
    /** What remains of a task after its captures were taken out: a task body as the task encoder writes it. */
    TASK(24),
    /** A value in the serialized form of the host engine. */
    ENGINE(25),
    /** A value in the engine's serialized form that can be read from a stream. */
    ENGINE_STREAM(26);

    private static final CodecId[] BY_WIRE_ID = new CodecId[32];

    static {
        for (var codec : values()) {
            BY_WIRE_ID[codec.wireId] = codec;
        }
    }

    private final byte wireId;

    CodecId(int wireId) {
        this.wireId = (byte) wireId;
    }

    /** {@return what stands for the codec in a key} */
    public byte wireId() {
        return wireId;
    }

    /** {@return the codec of {@code wireId}, or {@code null} if this version of the plugin does not know it} */
    public static CodecId find(byte wireId) {
        return wireId >= 0 && wireId < BY_WIRE_ID.length ? BY_WIRE_ID[wireId] : null;
    }
}
