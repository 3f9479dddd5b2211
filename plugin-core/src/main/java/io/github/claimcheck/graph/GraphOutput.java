package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.io.Output;
import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.codec.RawCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Adds strings and primitive arrays in a form that is copied in bulk. Zero in place of either announces a leaf's
 * ordinal.
 */
final class GraphOutput extends Output {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int SHORT_TEXT = 64;

    GraphOutput() {
        super(BUFFER_BYTES, BUFFER_BYTES);
    }

    void writeSlot(int ordinal) {
        writeByte(0);
        writeVarInt(ordinal, true);
    }

    void writeText(String text) {
        if (text.length() > SHORT_TEXT || !writeShortLatin1(text)) {
            writeLongText(text);
        }
    }

    private boolean writeShortLatin1(String text) {
        int length = text.length();
        require(length + 2);
        // The header of a short text takes one byte up to 63 characters, two above; it is written when the rest has
        // fit.
        int headerBytes = header(length, false) < 0x80 ? 1 : 2;
        int at = position + headerBytes;
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            all |= c;
            buffer[at + i] = (byte) c;
        }
        if (all > 0xff) {
            return false;
        }
        writeVarLong(header(length, false), true);
        position += length;
        return true;
    }

    private void writeLongText(String text) {
        boolean wide = !RawCodec.isLatin1(text);
        writeVarLong(header(text.length(), wide), true);
        int step = wide ? BUFFER_BYTES / 2 : BUFFER_BYTES;
        for (int at = 0; at < text.length(); at += step) {
            int count = Math.min(step, text.length() - at);
            if (wide) {
                writeWide(text, at, count);
            } else {
                writeNarrow(text, at, count);
            }
        }
    }

    @SuppressWarnings("deprecation") // The one method that copies Latin-1 characters in bulk to where they belong.
    private void writeNarrow(String text, int from, int count) {
        require(count);
        text.getBytes(from, from + count, buffer, position);
        position += count;
    }

    private void writeWide(String text, int from, int count) {
        require(count * Character.BYTES);
        ByteBuffer.wrap(buffer, position, count * Character.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .put(text, from, from + count);
        position += count * Character.BYTES;
    }

    void writeArray(Object array, int length, PrimitiveArrayType type) {
        writeVarLong(length + 1L, true);
        int step = BUFFER_BYTES / type.bytes();
        for (int at = 0; at < length; at += step) {
            int count = Math.min(step, length - at);
            int bytes = count * type.bytes();
            require(bytes);
            type.write(
                    array,
                    at,
                    count,
                    ByteBuffer.wrap(buffer, position, bytes).slice().order(ByteOrder.LITTLE_ENDIAN));
            position += bytes;
        }
    }

    private static long header(int length, boolean wide) {
        return 1 + ((long) length << 1 | (wide ? 1 : 0));
    }
}
