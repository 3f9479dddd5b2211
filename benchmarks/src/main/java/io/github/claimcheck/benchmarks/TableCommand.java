package io.github.claimcheck.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the rows of the table, each on fresh clusters, so that no row depends on those before it. */
@Command(name = "table", mixinStandardHelpOptions = true, description = "Measures workloads and compares with goals.")
final class TableCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Mixin
    private Output output;

    @Option(
            names = "--rows",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Ids.class)
    private List<String> ids = List.of();

    /** The names of all rows. */
    static final class Ids extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Ids() {
            super(Rows.ALL.stream().map(Row::id).toList());
        }
    }

    @Override
    public Integer call() throws Exception {
        var rows = Rows.select(ids);
        var results = new ArrayList<RowResult>();
        for (var row : rows) {
            try {
                var result = measure(row);
                results.add(result);
                print(result);
            } catch (IOException e) {
                // The other rows took long, and will not be lost.
                System.err.println("Failed: " + row.id() + ": " + e.getMessage());
            }
        }
        var report = output.report("table", results);
        output.write(report);
        var table = output.document("table.md");
        Files.writeString(table, new ResultTable(report, results).toMarkdown());
        System.out.println("Written: " + table);
        return results.size() == rows.size() ? 0 : 1;
    }

    private RowResult measure(Row row) throws Exception {
        System.out.println(row.id() + ": " + row.title());
        try (var clusters = Clusters.start(row.work().keySet(), options.cluster(row.id()))) {
            return RowResult.of(row, options.measurement(clusters).run(row.work(), row.metric()));
        }
    }

    private static void print(RowResult row) {
        for (var variant : row.variants()) {
            var summary = variant.summary();
            System.out.printf(
                    Locale.ROOT,
                    "  %-14s %12s  (%s to %s)%n",
                    variant.title(),
                    row.metric().show(summary.median()),
                    row.metric().show(summary.min()),
                    row.metric().show(summary.max()));
        }
        for (var goal : row.goals()) {
            System.out.printf(
                    Locale.ROOT, "  %-45s %6.2f  %s%n", goal.goal(), goal.reached(), goal.met() ? "met" : "MISSED");
        }
    }
}
