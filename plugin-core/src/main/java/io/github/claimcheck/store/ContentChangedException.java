package io.github.claimcheck.store;

/** The object was written to, by another thread of the user's, while it was stored. */
public final class ContentChangedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes an object that is not stored, because it has no content of its own.
     *
     * @param message which object
     */
    public ContentChangedException(String message) {
        super(message, null);
    }
}
