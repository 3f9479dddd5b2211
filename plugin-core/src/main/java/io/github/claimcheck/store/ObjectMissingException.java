package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** A referenced object is not in the store. */
public final class ObjectMissingException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    public ObjectMissingException(String message) {
        super(message);
    }
}
