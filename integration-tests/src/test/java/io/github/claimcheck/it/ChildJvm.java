package io.github.claimcheck.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A JVM started by a test; killed with the test's JVM at the latest. Its standard error goes to a log file. */
final class ChildJvm implements AutoCloseable {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;
    private final Path output;

    private ChildJvm(Process process, Path log, Path output) {
        this.process = process;
        this.log = log;
        this.output = output;
    }

    /**
     * @param name of the log file, without its extension
     * @param options heap, system properties
     * @param command main class and arguments
     */
    static ChildJvm start(
            Path directory, String name, List<Path> classPath, List<String> options, List<String> command) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-cp");
        line.add(String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList()));
        line.addAll(EngineOptions.OPENS);
        line.addAll(options);
        line.addAll(command);
        try {
            Files.createDirectories(directory);
            var log = directory.resolve(name + ".log");
            var output = directory.resolve(name + ".out");
            var process = new ProcessBuilder(line)
                    .redirectError(log.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            RUNNING.add(process);
            process.onExit().thenAccept(RUNNING::remove);
            return new ChildJvm(process, log, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return log;
    }

    String logText() {
        return text(log);
    }

    List<String> outputLines() {
        return text(output).lines().toList();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the process. */
    int exitCode(long timeoutSeconds) {
        try {
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                signal("QUIT");
                throw new AssertionError("Still running after " + timeoutSeconds + " s, see " + output + " and " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        exitCode(30);
    }

    /** Asks for a graceful end, as an operator would. */
    void terminate() {
        process.destroy();
        exitCode(120);
    }

    /** Enters an empty line. */
    void enter() {
        try {
            var input = process.getOutputStream();
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
