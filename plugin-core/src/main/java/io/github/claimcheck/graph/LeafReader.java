package io.github.claimcheck.graph;

/** Gives back the leaves that a {@link LeafWriter} took, while a graph is decoded. Not thread-safe. */
@FunctionalInterface
public interface LeafReader {

    /** {@return the leaf that was taken as {@code ordinal}; the same instance each time} */
    Object leaf(int ordinal);
}
