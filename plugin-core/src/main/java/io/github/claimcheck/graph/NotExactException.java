package io.github.claimcheck.graph;

/** Ends an attempt to encode a graph with Kryo: something in it may not come out as from Java serialization. */
final class NotExactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A signal without a stack, so one instance serves all. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final NotExactException SIGNAL = new NotExactException();

    private NotExactException() {
        super("Java serialization is needed", null, false, false);
    }
}
