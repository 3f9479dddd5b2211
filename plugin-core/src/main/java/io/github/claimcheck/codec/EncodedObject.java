package io.github.claimcheck.codec;

import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * An object in encoded form, all of it in memory. Its content never changes: nobody writes to the payload of the chunk
 * arrays, which may be shared with the store and with a cache. Safe for use by many threads.
 *
 * <p>A string that was asked for stands in the place of the chunks from then on. Java makes strings of one array only,
 * so that chunks, one array of them all and the string would be three times its size.
 */
public final class EncodedObject implements ChunkSource {

    private final ObjectKey key;

    /** Chunks; while a string is decoded, some are pieces of it already; once there is one, {@code null}. */
    private final AtomicReferenceArray<Object> parts;

    private volatile Text text;

    /** A string, and how long the pieces were that it is made of, but for the last. */
    private record Text(String characters, int pieceLength) {

        String piece(int index) {
            int from = index * pieceLength;
            return characters.substring(from, Math.min(characters.length() - from, pieceLength) + from);
        }
    }

    /** The arrays are not copied: the caller must not write to them afterwards. */
    public EncodedObject(ObjectKey key, List<byte[]> chunks) {
        this.key = key;
        this.parts = new AtomicReferenceArray<>(List.copyOf(chunks).toArray());
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public int chunkCount() {
        return parts.length();
    }

    /** Never blocks. Encodes the chunk if it has become part of a string. */
    @Override
    public byte[] chunk(int index) {
        var part = parts.get(index);
        if (part instanceof byte[] chunk) {
            return chunk;
        }
        var piece = part == null ? text.piece(index) : (String) part;
        return TextCodec.encode(piece, CodecId.find(key.codec()));
    }

    /**
     * {@return the string that is encoded here; the same instance each time}
     *
     * @throws IOException if the chunks do not have the length of the key
     */
    synchronized String text() throws IOException {
        if (text == null) {
            var pieces = decodePieces();
            text = new Text(String.join("", pieces), pieces[0].length());
            for (int i = 0; i < parts.length(); i++) {
                parts.set(i, null);
            }
        }
        return text.characters();
    }

    private String[] decodePieces() throws IOException {
        var codec = CodecId.find(key.codec());
        var pieces = new String[parts.length()];
        long length = 0;
        for (int i = 0; i < pieces.length; i++) {
            // After a failure some are pieces already.
            pieces[i] = parts.get(i) instanceof byte[] chunk ? TextCodec.decode(chunk, codec) : (String) parts.get(i);
            parts.set(i, pieces[i]);
            length += pieces[i].length();
        }
        if (length * TextCodec.bytesPerCharacter(codec) != key.length()) {
            throw new IOException("chunks hold " + length + " characters, which does not fit " + key);
        }
        return pieces;
    }
}
