package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.RowResult.GoalResult;
import io.github.claimcheck.benchmarks.RowResult.VariantResult;
import io.github.claimcheck.benchmarks.cluster.Sample;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The table for the documentation. */
final class ResultTable {

    private static final double MB = 1024 * 1024;

    private final Report report;
    private final List<RowResult> rows;

    ResultTable(Report report, List<RowResult> rows) {
        this.report = report;
        this.rows = rows;
    }

    String toMarkdown() {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("# Measured").add("");
        lines.add("Two members and a client on one machine, over loopback; " + report.date() + ", "
                + report.machine().describe() + ".");
        lines.add(
                "Medians, with the smallest and the largest in brackets. Shared is `claimcheck.sharing=shared`, by hand a"
                        + " claim check written by hand; [how it is measured](README.md).");
        lines.add("").add("```sh");
        lines.add("./mvnw -q -DskipTests -Pbench -pl benchmarks -am verify -Dbench.args=\"" + report.command() + "\"");
        lines.add("```").add("");
        lines.add("| Workload | By value | By reference | Ratio | Shared | Ratio | By hand | Goals |");
        lines.add("|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(line(row)));
        lines.add("").add("## What it took").add("");
        lines.add("Medians per round; heap and resident memory are those of the larger member.");
        lines.add("");
        lines.add("| Workload | | Network | CPU of members | CPU of client | Heap | Resident | Resident, client |");
        lines.add("|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> row.variants().forEach(variant -> lines.add(costs(row, variant))));
        return lines.toString();
    }

    private static String line(RowResult row) {
        return "| `" + row.id() + "`: " + row.title() + " | "
                + cell(row, Variant.VALUE) + " | "
                + cell(row, Variant.REFERENCE) + " | "
                + ratio(row, Variant.REFERENCE) + " | "
                + cell(row, Variant.SHARED) + " | "
                + ratio(row, Variant.SHARED) + " | "
                + cell(row, Variant.HAND) + " | "
                + row.goals().stream().map(ResultTable::goal).collect(Collectors.joining("<br>")) + " |";
    }

    private static String cell(RowResult row, Variant variant) {
        var result = row.find(variant);
        if (result == null) {
            return "";
        }
        var summary = result.summary();
        var metric = row.metric();
        return metric.show(summary.median()) + "<br>(" + metric.show(summary.min()) + " – " + metric.show(summary.max())
                + ")";
    }

    private static String ratio(RowResult row, Variant variant) {
        return row.find(variant) == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio(variant));
    }

    private static String goal(GoalResult goal) {
        return String.format(
                Locale.ROOT, "%s: %.2f, %s", goal.goal(), goal.reached(), goal.met() ? "met" : "**missed**");
    }

    private static String costs(RowResult row, VariantResult variant) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %.1f MB | %.2f s | %.2f s | %.0f MB | %.0f MB | %.0f MB |",
                row.id(),
                variant.title(),
                variant.median(Sample::loopbackBytes) / MB,
                variant.median(Sample::memberCpuSeconds),
                variant.median(Sample::clientCpuSeconds),
                variant.median(Sample::peakHeapBytes) / MB,
                variant.median(Sample::memberResidentBytes) / MB,
                variant.median(Sample::clientResidentBytes) / MB);
    }
}
