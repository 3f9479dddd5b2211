package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** The object store could not be used in time; the caller travels without it. */
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
