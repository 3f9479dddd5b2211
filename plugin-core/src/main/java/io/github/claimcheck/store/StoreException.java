package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** The store could not store or claim an object in time; what needed it travels by value instead. */
public class StoreException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes why the store could not be used.
     *
     * @param message what failed, which object, the likely reason and what to do
     * @param cause what caused it, or {@code null}
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
