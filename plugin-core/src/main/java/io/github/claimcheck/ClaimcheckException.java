package io.github.claimcheck;

/**
 * Root of all exceptions that Claimcheck throws. Holds only JDK types, because it is serialized from a member to the
 * submitter.
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
