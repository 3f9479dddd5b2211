package io.github.claimcheck.graph;

import java.util.IdentityHashMap;
import java.util.Map;

/** Remembers which leaves were taken, so that a graph may be encoded a second time after an attempt was given up. */
final class RepeatableLeaves implements LeafWriter {

    private final LeafWriter leaves;
    private Map<Object, Integer> taken;

    RepeatableLeaves(LeafWriter leaves) {
        this.leaves = leaves;
    }

    @Override
    public int take(Object leaf) {
        var known = taken == null ? null : taken.get(leaf);
        if (known != null) {
            return known;
        }
        int ordinal = leaves.take(leaf);
        if (ordinal >= 0) {
            taken = taken == null ? new IdentityHashMap<>() : taken;
            taken.put(leaf, ordinal);
        }
        return ordinal;
    }
}
