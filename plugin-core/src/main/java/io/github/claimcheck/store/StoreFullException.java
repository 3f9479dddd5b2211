package io.github.claimcheck.store;

/** The object does not fit within the store's limit in bytes. */
public final class StoreFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreFullException(String message) {
        super(message, null);
    }
}
