package io.github.claimcheck.codec;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.github.claimcheck.ObjectKey;

/**
 * The hash that identifies content: XXH3-128 over the XXH3-128 hashes of its blocks of {@value #BLOCK_BYTES} bytes.
 * Hashing a block at once is twice as fast as streaming bytes, and a block that was just encoded is still in the
 * processor's cache. How content is cut into calls of {@link #add} makes no difference. Not thread-safe.
 */
public final class ContentHash {

    /** The bytes of one block. Content cut at multiples of it is hashed fastest. */
    public static final int BLOCK_BYTES = 16 * 1024;

    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    private final HashStream128 blocks = XXH3.hashStream();
    private byte[] partial = {};
    private int partialBytes;
    private long length;

    /** Goes on with {@code count} bytes. */
    public ContentHash add(byte[] bytes, int offset, int count) {
        length += count;
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (partialBytes == 0 && end - at >= BLOCK_BYTES) {
                addBlock(bytes, at, BLOCK_BYTES);
                at += BLOCK_BYTES;
            } else {
                at += addPartially(bytes, at, end - at);
            }
        }
        return this;
    }

    private int addPartially(byte[] bytes, int offset, int count) {
        if (partial.length == 0) {
            partial = new byte[BLOCK_BYTES];
        }
        int taken = Math.min(count, BLOCK_BYTES - partialBytes);
        System.arraycopy(bytes, offset, partial, partialBytes, taken);
        partialBytes += taken;
        if (partialBytes == BLOCK_BYTES) {
            addBlock(partial, 0, BLOCK_BYTES);
            partialBytes = 0;
        }
        return taken;
    }

    private void addBlock(byte[] bytes, int offset, int count) {
        var hash = XXH3.hashBytesTo128Bits(bytes, offset, count);
        blocks.putLong(hash.getMostSignificantBits()).putLong(hash.getLeastSignificantBits());
    }

    /**
     * {@return the key of what was added; nothing may be added afterwards}
     *
     * @param codec the wire id of the codec that wrote the content
     */
    public ObjectKey key(byte codec) {
        if (partialBytes > 0) {
            addBlock(partial, 0, partialBytes);
        }
        var hash = blocks.get();
        return new ObjectKey(hash.getMostSignificantBits(), hash.getLeastSignificantBits(), length, codec);
    }
}
