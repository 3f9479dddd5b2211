package io.github.claimcheck.codec;

import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Carries leaves, that is primitive arrays and strings, as their plain content: little endian, without a header.
 * Encodes and decodes by bulk copies, chunk by chunk, so that the encoded form is never in memory as a whole next to
 * the value. Stateless.
 */
public final class RawCodec {

    private RawCodec() {}

    /** {@return whether {@code object} is a leaf} */
    public static boolean handles(Object object) {
        return object instanceof String
                || object != null
                        && object.getClass().isArray()
                        && object.getClass().getComponentType().isPrimitive();
    }

    /** {@return the length of the encoded form in bytes} For a string, this looks at its characters. */
    public static long encodedLength(Object leaf) {
        if (leaf instanceof String text) {
            return (long) text.length() * (isLatin1(text) ? 1 : Character.BYTES);
        }
        return (long) Array.getLength(leaf) * PrimitiveArrayType.of(leaf).bytes();
    }

    /**
     * Computes the key of a leaf, and encodes its chunks when they are asked for.
     *
     * @param leaf not copied; if its content has changed when a chunk is asked for, that throws
     *     {@link ContentChangedException}
     * @param payloadBytes the payload of each chunk but the last
     */
    public static ChunkSource encode(Object leaf, int payloadBytes) {
        return leaf instanceof String text
                ? new TextCodec.Source(text, null, payloadBytes)
                : new Source(leaf, payloadBytes);
    }

    /**
     * Encodes chunks when they are asked for.
     *
     * @param leaf not copied; nobody may write to it
     * @param key its key
     * @param payloadBytes the payload of each chunk but the last
     */
    public static ChunkSource encode(Object leaf, ObjectKey key, int payloadBytes) {
        return leaf instanceof String text
                ? new TextCodec.Source(text, key, payloadBytes)
                : new Source(leaf, key, payloadBytes);
    }

    /**
     * {@return a leaf with the content of {@code object}: a new array, or its string} A string takes the place of the
     * chunks.
     *
     * @throws IOException if the object is not a leaf, or its chunks do not have the length of its key
     */
    public static Object decode(EncodedObject object) throws IOException {
        var codec = CodecId.find(object.key().codec());
        if (TextCodec.isText(codec)) {
            return object.text();
        }
        var type = PrimitiveArrayType.find(codec);
        if (type == null) {
            throw new IOException("not a leaf: codec " + object.key().codec() + " of " + object.key());
        }
        return decode(object, type);
    }

    private static Object decode(EncodedObject object, PrimitiveArrayType type) throws IOException {
        long length = object.key().length();
        if (length % type.bytes() != 0 || length / type.bytes() > Integer.MAX_VALUE - 8) {
            throw new IOException("length=" + length + " does not fit " + type);
        }
        var leaf = type.newArray((int) (length / type.bytes()));
        int at = 0;
        for (int i = 0; i < object.chunkCount(); i++) {
            var payload = payload(object.chunk(i));
            int elements = payload.remaining() / type.bytes();
            if (payload.remaining() % type.bytes() != 0 || elements > Array.getLength(leaf) - at) {
                throw new IOException("chunk " + i + " does not fit " + object.key());
            }
            type.read(payload, leaf, at, elements);
            at += elements;
        }
        if (at != Array.getLength(leaf)) {
            throw new IOException(
                    "chunks end after " + at + " of " + Array.getLength(leaf) + " elements of " + object.key());
        }
        return leaf;
    }

    static ByteBuffer payload(byte[] chunk) {
        return ByteBuffer.wrap(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether each character fits into a byte} */
    public static boolean isLatin1(String text) {
        return TextCodec.isLatin1(text);
    }

    private static final class Source implements ChunkSource {
        private final Object leaf;
        private final PrimitiveArrayType type;
        private final long length;
        private final int payloadBytes;
        private final ObjectKey key;

        /** The checksum that each chunk had when the key was computed, or {@code null} if nobody writes to the leaf. */
        private final int[] checksums;

        /** Computes the key. */
        Source(Object leaf, int payloadBytes) {
            this.leaf = leaf;
            this.type = PrimitiveArrayType.of(leaf);
            this.length = encodedLength(leaf);
            this.payloadBytes = payloadBytes & -Long.BYTES;
            this.checksums = new int[chunkCount()];
            this.key = hash();
        }

        Source(Object leaf, ObjectKey key, int payloadBytes) {
            this.leaf = leaf;
            this.type = PrimitiveArrayType.of(leaf);
            this.length = key.length();
            this.payloadBytes = payloadBytes & -Long.BYTES;
            this.checksums = null;
            this.key = key;
        }

        /** Looks at each byte once, so that the checksums are those of what has the key. */
        private ObjectKey hash() {
            var hash = new ContentHash();
            var block = ByteBuffer.allocate((int) Math.min(ContentHash.BLOCK_BYTES, length))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int most = block.capacity() / type.bytes();
            for (int i = 0; i < checksums.length; i++) {
                var checksum = new Checksum();
                for (int done = 0; done < elements(i); done += most) {
                    int count = Math.min(elements(i) - done, most);
                    type.write(leaf, firstElement(i) + done, count, block);
                    hash.add(block.array(), 0, count * type.bytes());
                    checksum.add(block.array(), 0, count * type.bytes());
                }
                checksums[i] = checksum.value();
            }
            return hash.key(type.codec().wireId());
        }

        private int firstElement(int index) {
            return (int) ((long) index * payloadBytes / type.bytes());
        }

        private int elements(int index) {
            return (int) Math.min(payloadBytes, length - (long) index * payloadBytes) / type.bytes();
        }

        @Override
        public ObjectKey key() {
            return key;
        }

        @Override
        public int chunkCount() {
            return (int) Math.max(1, (length + payloadBytes - 1) / payloadBytes);
        }

        @Override
        public byte[] chunk(int index) {
            int count = elements(index);
            var chunk = new byte[HEADROOM + count * type.bytes()];
            type.write(leaf, firstElement(index), count, payload(chunk));
            if (checksums != null && Checksum.ofPayload(chunk) != checksums[index]) {
                throw new ContentChangedException(key);
            }
            return chunk;
        }
    }
}
