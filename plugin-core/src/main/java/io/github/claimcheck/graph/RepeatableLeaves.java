package io.github.claimcheck.graph;

import java.util.IdentityHashMap;
import java.util.Map;

/** Remembers which leaves were taken, so that a graph may be encoded a second time after an attempt was given up. */
final class RepeatableLeaves implements LeafWriter {

    private final LeafWriter leaves;
    private final Map<Object, Integer> taken = new IdentityHashMap<>(2);
    private final Map<Object, Integer> takenNow = new IdentityHashMap<>(2);

    RepeatableLeaves(LeafWriter leaves) {
        this.leaves = leaves;
    }

    @Override
    public int take(Object leaf) {
        var known = taken.get(leaf);
        return known != null ? known : remember(leaf, leaves.take(leaf), taken);
    }

    @Override
    public int takeNow(Object leaf) {
        var known = takenNow.get(leaf);
        if (known != null) {
            return known;
        }
        // The attempt that was given up may have taken it before any code of classes ran.
        return remember(leaf, remember(leaf, leaves.takeNow(leaf), taken), takenNow);
    }

    private static int remember(Object leaf, int ordinal, Map<Object, Integer> map) {
        if (ordinal >= 0) {
            map.put(leaf, ordinal);
        }
        return ordinal;
    }
}
