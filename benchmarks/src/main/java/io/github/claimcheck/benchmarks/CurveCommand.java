package io.github.claimcheck.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures time against payload size, and draws it. */
@Command(name = "curve", mixinStandardHelpOptions = true, description = "Measures and draws time against payload size.")
final class CurveCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Mixin
    private Output output;

    @Mixin
    private CurveOptions curves;

    @Override
    public Integer call() throws Exception {
        var variants = List.of(Variant.VALUE, Variant.REFERENCE, Variant.SHARED, Variant.HAND);
        try (var clusters = Clusters.start(variants, options.cluster("curve"))) {
            var panels = curves.measure(variants, options.measurement(clusters));
            output.write(output.report("time-by-size", panels));
            TimeChart.write(panels, output.document("time-by-size.svg"));
        }
        return 0;
    }
}
