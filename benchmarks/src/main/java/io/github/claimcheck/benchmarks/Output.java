package io.github.claimcheck.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where results go. Paths are relative to the root of the project. */
final class Output {

    static final Path TARGET = Path.of("benchmarks", "target");

    private static final Path UNPUBLISHED = TARGET.resolve("results");
    private static final Path RESULTS = Path.of("benchmarks", "results");
    private static final Path DOCS = Path.of("docs", "benchmarks");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--publish",
            description = "Write to benchmarks/results and docs/benchmarks instead of benchmarks/target/results.")
    private boolean publish;

    /** {@return what is to be kept of a run} */
    Report report(String what, Object results) {
        return new Report(what, today(), commandLine(), Machine.here(), results);
    }

    void write(Report report) throws IOException {
        var file = resultFile(report.what());
        report.writeTo(file);
        System.out.println("Written: " + file);
    }

    private Path resultFile(String what) throws IOException {
        return Files.createDirectories(publish ? RESULTS : UNPUBLISHED).resolve(today() + "-" + what + ".json");
    }

    /** {@return where a chart or table goes} */
    Path document(String name) throws IOException {
        return Files.createDirectories(publish ? DOCS : UNPUBLISHED).resolve(name);
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    /** What the user typed. */
    private String commandLine() {
        return String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    }
}
