package io.github.claimcheck.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Collects what a graph encoder writes, cut into chunks from the start: the encoded form is never copied as a whole.
 * The first chunk starts small and grows. Not thread-safe.
 */
public final class ChunkBuffer extends OutputStream {

    private static final int FIRST_BYTES = 4 * 1024;

    private final int payloadBytes;
    private final long maxBytes;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] current;
    private int at = ChunkSource.HEADROOM;
    private long length;

    /** Tells that there is more to write than was expected. */
    public static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException(long maxBytes) {
            super("more than " + maxBytes + " bytes", null, false, false);
        }
    }

    /** @param payloadBytes the payload of each chunk but the last */
    public ChunkBuffer(int payloadBytes) {
        this(payloadBytes, Long.MAX_VALUE);
    }

    /**
     * A buffer that throws {@link TooLongException} soon after more than {@code maxBytes} were written.
     *
     * @param payloadBytes the payload of each chunk but the last
     */
    public ChunkBuffer(int payloadBytes, long maxBytes) {
        this.payloadBytes = payloadBytes;
        this.maxBytes = maxBytes;
        this.current = new byte[ChunkSource.HEADROOM + Math.min(FIRST_BYTES, payloadBytes)];
    }

    @Override
    public void write(int b) {
        ensureRoom();
        current[at++] = (byte) b;
        length++;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int from = offset;
        int rest = count;
        while (rest > 0) {
            ensureRoom();
            int part = Math.min(rest, current.length - at);
            System.arraycopy(bytes, from, current, at, part);
            at += part;
            from += part;
            rest -= part;
            length += part;
        }
    }

    /** {@return how many payload bytes were written} */
    public long length() {
        return length;
    }

    /** {@return what was written so far; nothing may be written while it is read} */
    public InputStream content() {
        var parts = new ArrayList<InputStream>();
        full.forEach(chunk -> parts.add(payload(chunk, chunk.length)));
        parts.add(payload(current, at));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static InputStream payload(byte[] chunk, int end) {
        return new ByteArrayInputStream(chunk, ChunkSource.HEADROOM, end - ChunkSource.HEADROOM);
    }

    /** {@return what was written, as an object; nothing may be written afterwards} */
    public EncodedObject finish(CodecId codec) {
        full.add(at == current.length ? current : Arrays.copyOf(current, at));
        var hash = new ContentHash();
        for (var chunk : full) {
            hash.add(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM);
        }
        return new EncodedObject(hash.key(codec.wireId()), full);
    }

    private void ensureRoom() {
        if (at < current.length) {
            return;
        }
        if (length > maxBytes) {
            throw new TooLongException(maxBytes);
        }
        int payload = current.length - ChunkSource.HEADROOM;
        if (payload < payloadBytes) {
            current = Arrays.copyOf(current, ChunkSource.HEADROOM + (int) Math.min(payloadBytes, payload * 2L));
            return;
        }
        full.add(current);
        current = new byte[ChunkSource.HEADROOM + payloadBytes];
        at = ChunkSource.HEADROOM;
    }
}
