package io.github.claimcheck;

import java.io.IOException;

/**
 * The version of everything that instances of the plugin send to each other or keep in the store: envelopes, entries,
 * references to results, codecs and the steps that change entries. Members declare it; one version does not read
 * another's.
 */
public final class WireVersion {

    private WireVersion() {}

    /** {@return what this side writes and reads; from 1 to 127} Any change of any of these forms is a new version. */
    public static int current() {
        return 1;
    }

    /**
     * Requires that this side can read what another has written.
     *
     * @param what for the error, such as {@code "A task's envelope"}
     * @param found the version that it has
     * @throws IOException if that is not {@link #current}: says which side is older, and what to do
     */
    public static void check(String what, int found) throws IOException {
        if (found != current()) {
            throw new IOException(
                    what + " was written by " + (found > current() ? "a newer" : "an older")
                            + " Claimcheck: it has version " + found + ", this side reads version " + current()
                            + ". Put the same claimcheck-hazelcast.jar on the class path of all members and clients, members first.");
        }
    }
}
