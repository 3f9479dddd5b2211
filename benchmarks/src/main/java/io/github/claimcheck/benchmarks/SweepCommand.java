package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures time against payload size for several values of a setting, and draws it. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Measures and draws time against payload size for several values of a setting.")
final class SweepCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Mixin
    private Output output;

    @Mixin
    private CurveOptions curves;

    @Option(
            names = "--setting",
            defaultValue = "chunk-size",
            description = "The name without its prefix, such as threshold (default chunk-size).")
    private String setting;

    @Option(
            names = "--values",
            split = ",",
            defaultValue = "64KB,256KB,1MB,4MB",
            description = "A cluster starts for each (default 64KB,256KB,1MB,4MB).")
    private List<String> values;

    @Override
    public Integer call() throws Exception {
        var variants = new ArrayList<>(List.of(Variant.VALUE));
        for (var value : values) {
            variants.add(
                    new Variant(setting + " " + value, ClusterSpec.plugin(Map.of("claimcheck." + setting, value))));
        }
        try (var clusters = Clusters.start(variants, options.cluster("sweep-" + setting))) {
            var panels = curves.measure(variants, options.measurement(clusters));
            output.write(output.report("sweep-" + setting, panels));
            TimeChart.write(panels, output.document("sweep-" + setting + ".svg"));
        }
        return 0;
    }
}
