package io.github.claimcheck.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what the demo's client says, shows its progress, and prints the table at the end. */
final class Report {

    static final String END = "end";

    private static final int BAR = 25;
    private static final double MEGABYTE = 1024 * 1024;

    private final PrintStream out;

    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on there may be a console without a terminal: no harm.
    private final boolean terminal = System.console() != null;

    private final int tasks;
    private final int payloadMegabytes;
    private final int members;
    private final Map<String, Run> runs = new HashMap<>();

    /** What one run cost; {@code bytes} is negative where the system does not count them. */
    private record Run(long millis, long bytes, long largestTaskBytes, double sum) {}

    Report(PrintStream out, int tasks, int payloadMegabytes, int members) {
        this.out = out;
        this.tasks = tasks;
        this.payloadMegabytes = payloadMegabytes;
        this.members = members;
    }

    /** {@return the line} */
    String accept(String line) {
        var words = line.split(" ");
        if (words[0].equals("progress")) {
            progress(words[1], Integer.parseInt(words[2]));
        } else if (words[0].equals("result")) {
            var run = new Run(
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Double.parseDouble(words[5]));
            runs.put(words[1], run);
        }
        return line;
    }

    private void progress(String mode, int done) {
        var filled = done * BAR / tasks;
        var bar = "#".repeat(filled) + ".".repeat(BAR - filled);
        var line = String.format(Locale.ROOT, "  by %-9s  [%s] %d of %d tasks", mode, bar, done, tasks);
        if (terminal) {
            out.print("\r" + line + (done == tasks ? "\n" : ""));
        } else if (done * 4 / tasks > (done - 1) * 4 / tasks) {
            out.println(line);
        }
        out.flush();
    }

    void print() {
        var value = runs.get("value");
        var reference = runs.get("reference");
        out.println();
        row("", "by value", "by reference");
        row("tasks", "" + tasks, "" + tasks);
        row("payload that each captures", payloadMegabytes + " MB", payloadMegabytes + " MB");
        row("time", seconds(value), seconds(reference));
        row("bytes that crossed the network", bytes(value.bytes()), bytes(reference.bytes()));
        row("largest task on the wire", bytes(value.largestTaskBytes()), bytes(reference.largestTaskBytes()));
        row("sum of all results", sum(value), sum(reference));
        out.println();
        out.println(conclusion(value, reference));
    }

    private void row(String name, String value, String reference) {
        out.printf("  %-32s %16s %16s%n", name, value, reference);
    }

    private String conclusion(Run value, Run reference) {
        if (value.sum() != reference.sum()) {
            return "The results differ: this is a defect, please report it.";
        }
        return String.format(
                Locale.ROOT,
                "By value, Hazelcast sent the same %d MB array %d times; by reference it was stored in the cluster once and"
                        + " fetched once by each of %d members, so the same program took %s.",
                payloadMegabytes,
                tasks,
                members,
                comparison(value, reference));
    }

    private static String comparison(Run value, Run reference) {
        var ratio = (double) value.millis() / Math.max(1, reference.millis());
        return ratio >= 1.05
                ? String.format(Locale.ROOT, "%.1f times less time", ratio)
                : "no less time on this machine";
    }

    private static String seconds(Run run) {
        return String.format(Locale.ROOT, "%.2f s", run.millis() / 1000.0);
    }

    private static String sum(Run run) {
        return String.format(Locale.ROOT, "%.3f", run.sum());
    }

    private static String bytes(long bytes) {
        if (bytes < 0) {
            return "not counted";
        }
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
    }
}
