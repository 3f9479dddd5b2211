package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.ClusterOptions;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that all commands have. */
final class RunOptions {

    private static final Path MODULE = Path.of("benchmarks");
    private static final Path DOCS = Path.of("docs", "benchmarks");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds of each variant (default 7).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds for which each variant runs before, at least two rounds (default 5).")
    private double warmUpSeconds;

    @Option(names = "--member-heap", defaultValue = "2g", description = "Of each member (default 2g).")
    private String memberHeap;

    @Option(names = "--client-heap", defaultValue = "3g", description = "Of each client (default 3g).")
    private String clientHeap;

    @Option(names = "--jar", description = "The drop-in jar (default: the one that this build made).")
    private Path jar =
            Path.of(System.getProperty("benchmarks.jar", "plugin-hazelcast/target/claimcheck-hazelcast.jar"));

    @Option(
            names = "--publish",
            description = "Write to benchmarks/results and docs/benchmarks instead of benchmarks/target/results.")
    private boolean publish;

    ClusterOptions cluster() {
        return new ClusterOptions(jar.toAbsolutePath(), memberHeap, clientHeap, MODULE.resolve("target/logs"));
    }

    Measurement measurement(Clusters clusters) {
        return new Measurement(clusters, rounds, warmUpSeconds);
    }

    /** {@return where a JSON file of results goes} */
    Path results() {
        return MODULE.resolve(publish ? "results" : "target/results");
    }

    /** {@return where a chart or table goes} */
    Path docs() {
        return publish ? DOCS : results();
    }

    /** {@return what the user typed} */
    String commandLine() {
        return String.join(" ", command.commandLine().getParseResult().originalArgs());
    }
}
