package io.github.claimcheck.codec;

import java.io.InputStream;
import java.util.Objects;

/** Reads the payload of an encoded object, straight from its chunks. Not thread-safe. */
public final class ChunkInputStream extends InputStream {

    private final EncodedObject object;
    private byte[] current;
    private int index;
    private int at = ChunkSource.HEADROOM;
    private long rest;

    /** @param object what to read, from its first byte */
    public ChunkInputStream(EncodedObject object) {
        this.object = object;
        this.current = object.chunk(0);
        for (int i = 0; i < object.chunkCount(); i++) {
            rest += object.chunk(i).length - ChunkSource.HEADROOM;
        }
    }

    @Override
    public int read() {
        if (!hasMore()) {
            return -1;
        }
        rest--;
        return current[at++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (count == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int part = Math.min(count, current.length - at);
        System.arraycopy(current, at, bytes, offset, part);
        at += part;
        rest -= part;
        return part;
    }

    @Override
    public byte[] readAllBytes() {
        var bytes = new byte[Math.toIntExact(rest)];
        int done = 0;
        while (done < bytes.length) {
            done += read(bytes, done, bytes.length - done);
        }
        return bytes;
    }

    @Override
    public long skip(long count) {
        long skipped = 0;
        while (skipped < count && hasMore()) {
            int part = (int) Math.min(count - skipped, current.length - at);
            at += part;
            rest -= part;
            skipped += part;
        }
        return skipped;
    }

    /** {@return the bytes left, at most what an int holds} */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, rest);
    }

    /** {@return how many bytes are left} */
    public long remaining() {
        return rest;
    }

    private boolean hasMore() {
        while (at == current.length && index + 1 < object.chunkCount()) {
            current = object.chunk(++index);
            at = ChunkSource.HEADROOM;
        }
        return at < current.length;
    }
}
