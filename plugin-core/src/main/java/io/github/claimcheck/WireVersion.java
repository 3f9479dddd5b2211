package io.github.claimcheck;

import java.io.IOException;

/** The version that each form on the wire begins with. */
public final class FormVersion {

    private FormVersion() {}

    /**
     * Requires that this side can read what another has written.
     *
     * @param what for the error, such as {@code "A task's envelope"}
     * @param found the version that it has
     * @param known the version that this side writes and reads
     * @throws IOException if they differ: says which side is older, and what to do
     */
    public static void check(String what, int found, int known) throws IOException {
        if (found != known) {
            throw new IOException(
                    what + " was written by " + (found > known ? "a newer" : "an older")
                            + " Claimcheck: it has version " + found + ", this side reads version " + known
                            + ". Put the same claimcheck-hazelcast.jar on the class path of all members and clients, members first.");
        }
    }
}
