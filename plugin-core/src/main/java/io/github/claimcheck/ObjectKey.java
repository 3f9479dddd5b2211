package io.github.claimcheck;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The identity of a stored object: a 128-bit hash of its encoded content by XXH3, with the content's length and codec.
 *
 * <p>Two objects with the same encoded content have equal keys wherever they were encoded, which is what lets tasks,
 * members and clients share one stored copy. A changed object has another key. Instances are immutable.
 *
 * @param hashHigh the upper 64 bits of the content's hash
 * @param hashLow the lower 64 bits of the content's hash
 * @param length the length of the encoded content in bytes, not negative
 * @param codec the wire id of the codec, which also carries the version of the stored form
 */
public record ObjectKey(long hashHigh, long hashLow, long length, byte codec) {

    /** The size of a written key in bytes. */
    public static final int BYTES = 25;

    /**
     * Writes {@value #BYTES} bytes, big endian.
     *
     * @param out where to write
     * @throws IOException if {@code out} throws it
     */
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(hashHigh);
        out.writeLong(hashLow);
        out.writeLong(length);
        out.writeByte(codec);
    }

    /**
     * {@return the key that {@link #writeTo} wrote}
     *
     * @param in where to read
     * @throws IOException if {@code in} throws it
     */
    public static ObjectKey readFrom(DataInput in) throws IOException {
        return new ObjectKey(in.readLong(), in.readLong(), in.readLong(), in.readByte());
    }

    @Override
    public String toString() {
        return String.format("%016x%016x-%d-%d", hashHigh, hashLow, length, codec);
    }
}
