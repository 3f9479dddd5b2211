package io.github.claimcheck.store;

import io.github.claimcheck.ClaimcheckException;

/** The object store could not be used in time; the caller travels without it. */
public class StoreException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
