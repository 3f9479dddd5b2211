package io.github.claimcheck.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures what the plugin gains and costs, on clusters of this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the same programs by value, by reference, and with a claim check written by hand.",
        subcommands = {TableCommand.class, CurveCommand.class, SweepCommand.class, JmhCommand.class})
public final class Bench {

    private Bench() {}

    /**
     * Runs the process.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // Whoever launched us may be killed without a signal to us; our own processes end with us.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
