package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.ClusterSpec;
import java.util.Map;

/**
 * A way in which a workload can run.
 *
 * @param title for reports
 * @param cluster where it runs
 */
record Variant(String title, ClusterSpec cluster) {

    static final Variant VALUE = new Variant("by value", ClusterSpec.STOCK);
    static final Variant REFERENCE = new Variant("by reference", ClusterSpec.plugin(Map.of()));
    static final Variant SHARED = new Variant("shared", ClusterSpec.plugin(Map.of("claimcheck.sharing", "shared")));

    /** Other user code, on the same cluster as by value. */
    static final Variant HAND = new Variant("by hand", ClusterSpec.STOCK);
}
