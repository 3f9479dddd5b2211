package io.github.claimcheck;

/** The root of what this plugin throws. Carries JDK types only, because it travels from a member to the submitter. */
public class ClaimcheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaimcheckException(String message) {
        super(message);
    }

    public ClaimcheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
