package io.github.claimcheck.graph;

/** Backs off from Kryo for a class of root objects whose graphs turned out, late, to need Java serialization. */
final class KryoBackoff {

    private static final int MAX_PAUSE = 63;
    /** Giving up sooner costs too little to remember. */
    private static final long LATE_BYTES = 16 * 1024;

    private int pause;
    private int toSkip;

    synchronized boolean allowsTry() {
        if (toSkip == 0) {
            return true;
        }
        toSkip--;
        return false;
    }

    synchronized void succeeded() {
        pause = 0;
    }

    synchronized void failedAfter(long bytes) {
        if (bytes >= LATE_BYTES) {
            pause = Math.min(MAX_PAUSE, pause * 2 + 1);
            toSkip = pause;
        }
    }
}
