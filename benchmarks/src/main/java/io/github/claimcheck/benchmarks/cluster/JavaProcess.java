package io.github.claimcheck.benchmarks.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that we started. It ends when it is closed, or when this process ends. */
final class JavaProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> OPTIONS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError");

    private final Path log;
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    /**
     * Runs the process.
     *
     * @param arguments options for the JVM, the main class, and its arguments
     */
    JavaProcess(String classPath, List<String> arguments, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        this.log = log;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        output = process.inputReader();
        input = process.outputWriter();
    }

    Reply ask(Order order) throws IOException {
        send(order);
        return reply();
    }

    void send(Order order) throws IOException {
        input.write(JSON.writeValueAsString(order));
        input.write('\n');
        input.flush();
    }

    Reply reply() throws IOException {
        var reply = JSON.readValue(line(), Reply.class);
        if (reply.error() != null) {
            throw new IOException(reply.error() + "; the log says more: " + log);
        }
        return reply;
    }

    /** {@return the next line that the process writes; waits for it} */
    String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("The process has ended; its log says why: " + log);
        }
        return line;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void resetPeakResidentBytes() {
        ProcFiles.resetPeakResidentBytes(process.pid());
    }

    long peakResidentBytes() {
        return ProcFiles.peakResidentBytes(process.pid());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
