package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.Sample;
import io.github.claimcheck.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a workload in its variants, in alternation: each round runs all of them, each round begins with another one, and
 * no content occurs twice.
 */
final class Measurement {

    private static final int LEAST_WARM_UP_ROUNDS = 1;
    private static final int LEAST_ROUNDS = 3;

    /** Workloads count up from the seed that they get. */
    private static final long SEED_STEP = 100_000;

    private final Clusters clusters;
    private final int rounds;
    private final double warmUpSeconds;
    private final double limitSeconds;
    private long seed = SEED_STEP;

    Measurement(Clusters clusters, int rounds, double warmUpSeconds, double limitSeconds) {
        this.clusters = clusters;
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
        this.limitSeconds = limitSeconds;
    }

    Map<Variant, List<Sample>> run(Map<Variant, Workload> work, Metric metric) throws IOException {
        var samples = new LinkedHashMap<Variant, List<Sample>>();
        for (var variant : work.keySet()) {
            warmUp(variant, work.get(variant), metric);
            samples.put(variant, new ArrayList<>());
        }
        var order = new ArrayList<>(work.keySet());
        long start = System.nanoTime();
        for (int round = 0; round < rounds && !isLate(round, start); round++) {
            for (var variant : order) {
                samples.get(variant).add(sample(variant, work.get(variant), metric));
            }
            Collections.rotate(order, 1);
        }
        return samples;
    }

    private boolean isLate(int round, long start) {
        return round >= LEAST_ROUNDS && (System.nanoTime() - start) / 1e9 > limitSeconds;
    }

    /** The same time for each variant. */
    private void warmUp(Variant variant, Workload workload, Metric metric) throws IOException {
        double seconds = 0;
        for (int round = 0; round < LEAST_WARM_UP_ROUNDS || seconds < warmUpSeconds; round++) {
            seconds += sample(variant, workload, metric).seconds();
        }
    }

    private Sample sample(Variant variant, Workload workload, Metric metric) throws IOException {
        seed += SEED_STEP;
        var cluster = clusters.of(variant);
        return metric == Metric.NEIGHBOUR_LATENCY
                ? cluster.runBesideNeighbour(workload, seed)
                : cluster.run(workload, seed, metric == Metric.PEAK_HEAP);
    }
}
