package io.github.claimcheck.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written with what is expected, and keeps nothing. Not thread-safe. */
final class SameBytes extends OutputStream {

    private final InputStream expected;
    private boolean same = true;

    SameBytes(InputStream expected) {
        this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
        same = same && expected.read() == (b & 0xff);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (same) {
            var wanted = expected.readNBytes(length);
            same = Arrays.equals(wanted, 0, wanted.length, bytes, offset, offset + length);
        }
    }

    /** {@return whether exactly what was expected has been written} */
    boolean isAll() throws IOException {
        return same && expected.read() < 0;
    }
}
