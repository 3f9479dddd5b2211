package io.github.claimcheck.graph;

/**
 * Gives back, by number, what was taken out of something that is being decoded: the leaves that a {@link LeafWriter}
 * took from a graph, or the captures of a task. Not thread-safe.
 */
@FunctionalInterface
public interface SlotReader {

    /** {@return what was taken out as {@code ordinal}; the same instance each time} */
    Object value(int ordinal);
}
