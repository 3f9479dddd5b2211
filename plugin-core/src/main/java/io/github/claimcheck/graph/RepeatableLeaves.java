package io.github.claimcheck.graph;

import java.util.IdentityHashMap;
import java.util.Map;

/** Remembers which leaves were taken, so that a graph may be encoded a second time after an attempt was given up. */
final class RepeatableLeaves implements LeafWriter {

    private final LeafWriter leaves;
    private final Map<Object, Integer> taken = new IdentityHashMap<>(2);

    RepeatableLeaves(LeafWriter leaves) {
        this.leaves = leaves;
    }

    @Override
    public int take(Object leaf) {
        var known = taken.get(leaf);
        return known != null ? known : remember(leaf, leaves.take(leaf));
    }

    @Override
    public int takeNow(Object leaf) {
        var known = taken.get(leaf);
        return known != null ? known : remember(leaf, leaves.takeNow(leaf));
    }

    @Override
    public void ownCodeBegins() {
        leaves.ownCodeBegins();
    }

    private int remember(Object leaf, int ordinal) {
        if (ordinal >= 0) {
            taken.put(leaf, ordinal);
        }
        return ordinal;
    }
}
