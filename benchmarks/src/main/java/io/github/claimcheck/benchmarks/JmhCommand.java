package io.github.claimcheck.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the inner parts. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Measures the inner parts: codecs, hashing, chunks, envelopes, the cost of a small task.")
final class JmhCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            defaultValue = "io.github.claimcheck",
            description = "A regular expression for the names of benchmarks (default: all).")
    private String names;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "Of a second, after three to warm up (default 5).")
    private int iterations;

    @Override
    public Integer call() throws Exception {
        var raw = Files.createTempFile("jmh", ".json");
        raw.toFile().deleteOnExit();
        new Runner(new OptionsBuilder()
                        .include(names)
                        .measurementIterations(iterations)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(raw.toString())
                        .build())
                .run();
        output.write(output.report("jmh", JsonMapper.builder().build().readTree(raw.toFile())));
        return 0;
    }
}
