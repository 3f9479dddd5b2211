package io.github.claimcheck.codec;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.github.claimcheck.ObjectKey;
import java.nio.ByteBuffer;

/**
 * The hash that identifies content: XXH3-128 over the XXH3-128 hashes of its blocks of {@value #BLOCK_BYTES} bytes.
 * Hashing a block at once is twice as fast as streaming bytes, and a block that was just encoded is still in the
 * processor's cache. How content is cut into calls of {@link #add} makes no difference. Not thread-safe.
 */
public final class ContentHash {

    /** The bytes of one block. Content cut at multiples of it is hashed fastest. */
    public static final int BLOCK_BYTES = 16 * 1024;

    private static final Hasher128 XXH3 = Hashing.xxh3_128();
    private static final Hasher64 CHECKSUM = Hashing.xxh3_64();

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

    /**
     * Goes on with a chunk. Costs no more than {@link #add} as long as all chunks so far were whole blocks.
     *
     * @return the {@link #checksum} of the chunk
     */
    public long addChunk(byte[] bytes, int offset, int count) {
        if (partialBytes > 0) {
            add(bytes, offset, count);
            return checksum(bytes, offset, count);
        }
        length += count;
        int wholeBytes = count / BLOCK_BYTES * BLOCK_BYTES;
        var hashes = blockHashes(bytes, offset, count);
        var each = ByteBuffer.wrap(hashes);
        for (int at = 0; at < wholeBytes; at += BLOCK_BYTES) {
            blocks.putLong(each.getLong()).putLong(each.getLong());
        }
        if (wholeBytes < count) {
            addPartially(bytes, offset + wholeBytes, count - wholeBytes);
        }
        return CHECKSUM.hashBytesToLong(hashes);
    }

    /** {@return a 64-bit checksum of some content: XXH3-64 over the same hashes of blocks} */
    public static long checksum(byte[] bytes, int offset, int count) {
        return CHECKSUM.hashBytesToLong(blockHashes(bytes, offset, count));
    }

    private static byte[] blockHashes(byte[] bytes, int offset, int count) {
        var hashes = new byte[(count + BLOCK_BYTES - 1) / BLOCK_BYTES * 2 * Long.BYTES];
        var each = ByteBuffer.wrap(hashes);
        for (int at = 0; at < count; at += BLOCK_BYTES) {
            var hash = XXH3.hashBytesTo128Bits(bytes, offset + at, Math.min(BLOCK_BYTES, count - at));
            each.putLong(hash.getMostSignificantBits()).putLong(hash.getLeastSignificantBits());
        }
        return hashes;
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
