package io.github.claimcheck.codec;

import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Carries strings as their plain characters, one byte each if all fit, otherwise two, little endian. Encodes and
 * decodes piece by piece, so that only one piece is in memory in both forms. Stateless.
 */
final class TextCodec {

    /** How many characters are combined before they are tested. */
    private static final int BLOCK = 1024;

    private TextCodec() {}

    /** {@return whether each character fits into a byte} */
    static boolean isLatin1(String text) {
        int length = text.length();
        for (int from = 0; from < length; from += BLOCK) {
            int all = 0;
            for (int at = from; at < Math.min(length, from + BLOCK); at++) {
                all |= text.charAt(at);
            }
            if (all > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether that is the codec of strings} */
    static boolean isText(CodecId codec) {
        return codec == CodecId.LATIN1 || codec == CodecId.UTF16;
    }

    static int bytesPerCharacter(CodecId codec) {
        return codec == CodecId.LATIN1 ? 1 : Character.BYTES;
    }

    /** {@return the chunk of a piece of a string} */
    static byte[] encode(String piece, CodecId codec) {
        var chunk = new byte[ChunkSource.HEADROOM + piece.length() * bytesPerCharacter(codec)];
        if (codec == CodecId.LATIN1) {
            var bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, chunk, ChunkSource.HEADROOM, bytes.length);
        } else {
            // Not by a charset, which would replace a surrogate that has no partner.
            PrimitiveArrayType.CHARS.write(piece.toCharArray(), 0, piece.length(), RawCodec.payload(chunk));
        }
        return chunk;
    }

    /**
     * {@return the piece of a string that the chunk holds}
     *
     * @throws IOException if the chunk ends within a character
     */
    static String decode(byte[] chunk, CodecId codec) throws IOException {
        int bytes = chunk.length - ChunkSource.HEADROOM;
        if (codec == CodecId.LATIN1) {
            return new String(chunk, ChunkSource.HEADROOM, bytes, StandardCharsets.ISO_8859_1);
        }
        if (bytes % Character.BYTES != 0) {
            throw new IOException("a chunk of " + bytes + " bytes ends within a character");
        }
        var characters = new char[bytes / Character.BYTES];
        PrimitiveArrayType.CHARS.read(RawCodec.payload(chunk), characters, 0, characters.length);
        return new String(characters);
    }

    /** Encodes a string when its chunks are asked for. */
    static final class Source implements ChunkSource {
        private final String text;
        private final CodecId codec;
        private final int charactersPerChunk;
        private final ObjectKey key;

        /**
         * @param knownKey the key, or {@code null}
         * @param payloadBytes the payload of each chunk but the last
         */
        Source(String text, ObjectKey knownKey, int payloadBytes) {
            this.text = text;
            this.codec = isLatin1(text) ? CodecId.LATIN1 : CodecId.UTF16;
            this.charactersPerChunk = (payloadBytes & -Long.BYTES) / bytesPerCharacter(codec);
            this.key = knownKey == null ? hash().key(codec.wireId()) : knownKey;
        }

        private ContentHash hash() {
            var hash = new ContentHash();
            for (long from = 0; from < text.length(); from += ContentHash.BLOCK_BYTES) {
                var block = encode(piece((int) from, ContentHash.BLOCK_BYTES), codec);
                hash.add(block, HEADROOM, block.length - HEADROOM);
            }
            return hash;
        }

        private String piece(int from, int length) {
            return text.substring(from, Math.min(text.length() - from, length) + from);
        }

        @Override
        public ObjectKey key() {
            return key;
        }

        @Override
        public int chunkCount() {
            return (int) Math.max(1, (text.length() + (long) charactersPerChunk - 1) / charactersPerChunk);
        }

        @Override
        public byte[] chunk(int index) {
            return encode(piece(index * charactersPerChunk, charactersPerChunk), codec);
        }
    }
}
