package io.github.claimcheck.task;

import io.github.claimcheck.codec.ChunkBuffer;
import java.io.ByteArrayOutputStream;
import java.util.function.BooleanSupplier;

/**
 * Takes the first attempt at a task body. As soon as that is too large to travel inline, the attempt ends, so that a
 * large task is not written to its end for nothing; or, if it must not be left half-way, goes on into chunks.
 */
final class BodyBuffer extends ByteArrayOutputStream {

    private final long limit;
    private final int payloadBytes;
    private final BooleanSupplier mayBeLeft;
    private ChunkBuffer large;
    private boolean overflowed;

    /**
     * Makes an empty buffer.
     *
     * @param limit the size from which the body is too large
     * @param payloadBytes the payload of each chunk of what is too large
     * @param mayBeLeft whether the attempt may end here
     */
    BodyBuffer(long limit, int payloadBytes, BooleanSupplier mayBeLeft) {
        super(512);
        this.limit = limit;
        this.payloadBytes = payloadBytes;
        this.mayBeLeft = mayBeLeft;
    }

    @Override
    public void write(int b) {
        if (fits(1)) {
            super.write(b);
        } else {
            large.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (fits(length)) {
            super.write(bytes, offset, length);
        } else {
            large.write(bytes, offset, length);
        }
    }

    /** {@return whether there was more than fits} */
    boolean overflowed() {
        return overflowed;
    }

    /** {@return all of a body that was too large; {@code null} if the attempt was left} */
    ChunkBuffer large() {
        return large;
    }

    /** Lets go of what was too large. */
    void clear() {
        large = null;
    }

    private boolean fits(int length) {
        if (!overflowed && count + (long) length < limit) {
            return true;
        }
        if (large == null) {
            overflowed = true;
            if (mayBeLeft.getAsBoolean()) {
                throw new Overflow();
            }
            large = new ChunkBuffer(payloadBytes);
            large.write(buf, 0, count);
            reset();
        }
        return false;
    }

    /** Unchecked, so that an {@link java.io.ObjectOutputStream} does not try to write it into the stream. */
    static final class Overflow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overflow() {
            super("task body reached the threshold", null, false, false);
        }
    }
}
