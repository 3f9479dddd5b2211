package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.ClusterOptions;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** How clusters are started and workloads repeated. */
final class RunOptions {

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds of each variant (default 7).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds for which each variant runs before, at least one round (default 5).")
    private double warmUpSeconds;

    @Option(names = "--member-heap", defaultValue = "2g", description = "Of each member (default 2g).")
    private String memberHeap;

    @Option(names = "--client-heap", defaultValue = "3g", description = "Of each client (default 3g).")
    private String clientHeap;

    @Option(
            names = "--set",
            description = "A setting of the plugin for all clusters that have it: --set claimcheck.chunk-size=256KB.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--limit",
            defaultValue = "300",
            description = "Seconds after which a workload ends, once it has run three rounds (default 300).")
    private double limitSeconds;

    @Option(names = "--jar", description = "The drop-in jar (default: the one that this build made).")
    private Path jar =
            Path.of(System.getProperty("benchmarks.jar", "plugin-hazelcast/target/claimcheck-hazelcast.jar"));

    /** @param logs the folder for the logs of its processes */
    ClusterOptions cluster(String logs) {
        return new ClusterOptions(
                jar.toAbsolutePath(),
                memberHeap,
                clientHeap,
                settings,
                Output.TARGET.resolve("logs").resolve(logs));
    }

    Measurement measurement(Clusters clusters) {
        return new Measurement(clusters, rounds, warmUpSeconds, limitSeconds);
    }
}
