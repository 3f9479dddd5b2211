package io.github.claimcheck.codec;

import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.ObjectKey;

/** An object was written to, by another thread of the user's, after its key was computed. */
public final class ContentChangedException extends ClaimcheckException {
    private static final long serialVersionUID = 1L;

    ContentChangedException(ObjectKey key) {
        super("Captured object " + key + " changed while it was stored");
    }
}
