package io.github.claimcheck.task;

import java.io.ByteArrayOutputStream;

/**
 * Takes the first attempt at a task body and gives up as soon as it is too large to travel inline, so that a large task
 * is not written to its end for nothing.
 */
final class BodyBuffer extends ByteArrayOutputStream {

    private final long limit;
    private boolean overflowed;

    /** Holds up to {@code limit - 1} bytes. */
    BodyBuffer(long limit) {
        super(512);
        this.limit = limit;
    }

    @Override
    public void write(int b) {
        if (fits(1)) {
            super.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (fits(length)) {
            super.write(bytes, offset, length);
        }
    }

    /** {@return whether there was more than fits; also true where user code swallowed the signal} */
    boolean overflowed() {
        return overflowed;
    }

    private boolean fits(int length) {
        if (!overflowed && count + (long) length >= limit) {
            overflowed = true;
            throw new Overflow();
        }
        return !overflowed;
    }

    /** Unchecked, so that an {@link java.io.ObjectOutputStream} does not try to write it into the stream. */
    static final class Overflow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overflow() {
            super("task body reached the threshold", null, false, false);
        }
    }
}
