package io.github.claimcheck.graph;

/** Decides which leaves (primitive arrays and strings) of a graph travel apart from it. Not thread-safe. */
@FunctionalInterface
public interface LeafWriter {

    /** Encodes every leaf in place. */
    LeafWriter NONE = leaf -> -1;

    /**
     * Offers a leaf that is met for the first time in a graph.
     *
     * @param leaf a primitive array or a string
     * @return the ordinal that stands for the leaf in the encoded graph (0 for the first leaf taken, then counting up),
     *     or -1 if the leaf is to be encoded in place
     */
    int take(Object leaf);

    /** Code of a class is about to write, which may change leaves: those taken so far are kept as they are now. */
    default void ownCodeBegins() {}

    /**
     * As {@link #take}, while code of a class writes, which may change the leaf afterwards: it is kept as it is now.
     */
    default int takeNow(Object leaf) {
        return take(leaf);
    }
}
