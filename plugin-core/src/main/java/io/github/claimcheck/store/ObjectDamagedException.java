package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** A stored object failed its length or checksum check. */
public final class ObjectDamagedException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes an object that cannot be trusted.
     *
     * @param message what failed, which object, the likely reason and what to do
     */
    public ObjectDamagedException(String message) {
        super(message);
    }

    /**
     * Describes it in terms of the task that needs it.
     *
     * @param message what failed, which object, the likely reason and what to do
     * @param cause what the store found
     */
    public ObjectDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
