package io.github.claimcheck.task;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Small non-negative numbers and short strings in few bytes: seven bits a byte, the lowest first. */
final class Varint {

    private Varint() {}

    static void write(DataOutputStream out, int value) throws IOException {
        int rest = value;
        while (rest > 0x7f) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int read(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("malformed number");
    }

    /**
     * Reads a count of items of at least {@code itemBytes} each, and refuses one that the rest of the input cannot
     * hold.
     */
    static int readCount(DataInputStream in, int itemBytes) throws IOException {
        int count = read(in);
        if (count < 0 || (long) count * itemBytes > in.available()) {
            throw new EOFException(
                    "count=" + count + " is more than the remaining " + in.available() + " bytes can hold");
        }
        return count;
    }

    /** Writes as many of the first characters as take no more than {@code maxBytes}, behind their length. */
    static void writeString(DataOutputStream out, String text, int maxBytes) throws IOException {
        var start = StandardCharsets.UTF_8.newEncoder();
        var bytes = ByteBuffer.allocate(maxBytes);
        start.encode(CharBuffer.wrap(text), bytes, true);
        writeBytes(out, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Writes the length, then the bytes. */
    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        write(out, bytes.length);
        out.write(bytes);
    }

    static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(readCount(in, 1)), StandardCharsets.UTF_8);
    }
}
