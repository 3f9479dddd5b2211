package io.github.claimcheck.hazelcast.store;

/** Deletes uploaded chunks on close, unless an entry refers to them or may. Not thread-safe. */
final class UploadGuard implements AutoCloseable {

    private final Runnable deleteChunks;
    private boolean needsChunks;
    private boolean succeeded;

    /** @param deleteChunks called at the end, unless an entry refers to the chunks, or may */
    UploadGuard(Runnable deleteChunks) {
        this.deleteChunks = deleteChunks;
    }

    /**
     * The step that makes the chunks known was sent. It may be made even if no answer comes in time; then they stay,
     * and are orphans if it was not.
     */
    void sent() {
        needsChunks = true;
    }

    /** The step was answered: whether an entry refers to the chunks now. */
    void answered(boolean known) {
        needsChunks = known;
        succeeded = known;
    }

    /** {@return whether an entry is known to refer to the chunks} */
    boolean succeeded() {
        return succeeded;
    }

    @Override
    public void close() {
        if (!needsChunks) {
            deleteChunks.run();
        }
    }
}
