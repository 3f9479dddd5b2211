package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.PrimitiveArrayType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link GraphOutput} wrote. Believes no length that the rest of the content could not fill. */
final class GraphInput extends Input {

    private static final int BUFFER_BYTES = 16 * 1024;

    private long length;

    GraphInput() {
        super(BUFFER_BYTES);
    }

    void open(EncodedObject object) {
        var stream = new ChunkInputStream(object);
        length = stream.remaining();
        setInputStream(stream);
    }

    void release() {
        setInputStream(null);
    }

    /** {@return whether all content was read} */
    boolean atEnd() {
        return total() == length;
    }

    /** {@return a number of elements that take at least {@code bytesEach} each} */
    int readCount(int bytesEach) {
        return checkedCount(readVarInt(true), bytesEach);
    }

    int checkedCount(long count, int bytesEach) {
        if (count < 0 || count > Integer.MAX_VALUE || count * bytesEach > length - total()) {
            throw new KryoException(
                    "damaged content: " + count + " elements announced, " + (length - total()) + " bytes left");
        }
        return (int) count;
    }

    /** {@return whether a leaf was taken out here; then its ordinal comes next} */
    boolean readIsSlot() {
        require(1);
        if (buffer[position] != 0) {
            return false;
        }
        position++;
        return true;
    }

    String readText() {
        long header = readVarLong(true) - 1;
        boolean wide = (header & 1) != 0;
        int count = checkedCount(header >> 1, wide ? Character.BYTES : 1);
        if (wide) {
            return readWide(count);
        }
        if (count > BUFFER_BYTES) {
            return new String(readBytes(count), StandardCharsets.ISO_8859_1);
        }
        require(count);
        var text = new String(buffer, position, count, StandardCharsets.ISO_8859_1);
        position += count;
        return text;
    }

    private String readWide(int count) {
        var chars = new char[count];
        readElements(chars, count, PrimitiveArrayType.CHARS);
        return new String(chars);
    }

    Object readArray(PrimitiveArrayType type) {
        int count = checkedCount(readVarLong(true) - 1, type.bytes());
        var array = type.newArray(count);
        readElements(array, count, type);
        return array;
    }

    private void readElements(Object array, int length, PrimitiveArrayType type) {
        int step = BUFFER_BYTES / type.bytes();
        for (int at = 0; at < length; at += step) {
            int count = Math.min(step, length - at);
            int bytes = count * type.bytes();
            require(bytes);
            type.read(
                    ByteBuffer.wrap(buffer, position, bytes).slice().order(ByteOrder.LITTLE_ENDIAN), array, at, count);
            position += bytes;
        }
    }

    @Override
    public byte[] readBytes(int count) {
        return super.readBytes(checkedCount(count, 1));
    }
}
