package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.Cluster;
import io.github.claimcheck.benchmarks.cluster.ClusterOptions;
import io.github.claimcheck.benchmarks.cluster.ClusterSpec;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clusters that some variants need, all up at the same time: idle ones cost little. */
final class Clusters implements AutoCloseable {

    private final Map<ClusterSpec, Cluster> bySpec = new LinkedHashMap<>();

    private Clusters() {}

    static Clusters start(Collection<Variant> variants, ClusterOptions options) throws Exception {
        var clusters = new Clusters();
        try {
            clusters.startAll(variants, options);
            return clusters;
        } catch (IOException e) {
            clusters.close();
            throw e;
        }
    }

    private void startAll(Collection<Variant> variants, ClusterOptions options) throws IOException {
        for (var variant : variants) {
            if (!bySpec.containsKey(variant.cluster())) {
                bySpec.put(variant.cluster(), Cluster.start(variant.cluster(), options));
            }
        }
        for (var cluster : bySpec.values()) {
            cluster.awaitStart();
        }
    }

    Cluster of(Variant variant) {
        return bySpec.get(variant.cluster());
    }

    @Override
    public void close() throws Exception {
        for (var cluster : bySpec.values()) {
            cluster.close();
        }
    }
}
