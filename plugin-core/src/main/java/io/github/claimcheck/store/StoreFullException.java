package io.github.claimcheck.store;

/** The object does not fit within the store's limit in bytes. */
public final class StoreFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes an object that does not fit.
     *
     * @param message what failed, which object, the likely reason and what to do
     */
    public StoreFullException(String message) {
        super(message, null);
    }
}
