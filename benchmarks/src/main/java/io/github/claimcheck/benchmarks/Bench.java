package io.github.claimcheck.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures what the plugin gains and costs, on clusters of this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the same programs by value, by reference, and with a claim check written by hand.",
        subcommands = {TableCommand.class})
public final class Bench {

    private Bench() {}

    /**
     * Runs the process.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
