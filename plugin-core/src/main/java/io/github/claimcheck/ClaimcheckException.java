package io.github.claimcheck;

/**
 * Root of the exceptions that say why a stored object cannot be used. Holds only JDK types, because it is serialized
 * from a member to the submitter. Settings that cannot be read are {@link IllegalArgumentException}s.
 */
public class ClaimcheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, which object, the likely reason and what to do
     */
    public ClaimcheckException(String message) {
        super(message);
    }

    /**
     * Describes a failure that another caused.
     *
     * @param message what failed, which object, the likely reason and what to do
     * @param cause what caused it
     */
    public ClaimcheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
