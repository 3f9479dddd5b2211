package io.github.claimcheck;

/** The root of what this plugin throws. Carries JDK types only, because it travels from a member to the submitter. */
public class ClaimcheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes a failure that has no other as its cause.
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
