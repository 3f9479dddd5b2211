package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** A referenced object is not in the store. */
public final class ObjectMissingException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes an object that is not there.
     *
     * @param message what failed, which object, the likely reason and what to do
     */
    public ObjectMissingException(String message) {
        super(message);
    }

    /**
     * Describes it in terms of the task that needs it.
     *
     * @param message what failed, which object, the likely reason and what to do
     * @param cause what the store found
     */
    public ObjectMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
