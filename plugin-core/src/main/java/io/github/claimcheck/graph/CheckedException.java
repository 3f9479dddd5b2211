package io.github.claimcheck.graph;

import java.io.IOException;

/** Carries a checked exception through Kryo, which declares none. */
final class CheckedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckedException(Exception cause) {
        super(cause.getMessage(), cause, false, false);
    }

    /** Throws what is carried. */
    IOException rethrow() throws IOException, ClassNotFoundException {
        if (getCause() instanceof ClassNotFoundException e) {
            throw e;
        }
        throw (IOException) getCause();
    }
}
