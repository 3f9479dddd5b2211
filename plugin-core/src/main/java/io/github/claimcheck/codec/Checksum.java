package io.github.claimcheck.codec;

import java.util.zip.CRC32C;

/**
 * Tells content that was damaged or written to from what it was: CRC-32C, for which the JVM has code that is fast from
 * the first call on, where a hash takes some hundred megabytes until it is compiled. Not thread-safe.
 */
public final class Checksum {

    private final CRC32C crc = new CRC32C();

    /** {@return the checksum of what follows the headroom of a chunk} */
    public static int ofPayload(byte[] chunk) {
        var checksum = new Checksum();
        checksum.add(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM);
        return checksum.value();
    }

    /** Goes on with {@code count} bytes. */
    void add(byte[] bytes, int offset, int count) {
        crc.update(bytes, offset, count);
    }

    /** {@return the checksum of what was added so far} */
    int value() {
        return (int) crc.getValue();
    }
}
