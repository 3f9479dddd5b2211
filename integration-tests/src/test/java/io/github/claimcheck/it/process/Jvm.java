package io.github.claimcheck.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A started process, and what it printed. It ends with the test's JVM at the latest. */
public final class Jvm implements AutoCloseable {

    /** What Hazelcast's documentation tells users to start it with, and what keeps test JVMs small. */
    private static final List<String> OPTIONS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx384m",
            "-ea",
            "-Dhazelcast.phone.home.enabled=false");

    private static final int TAIL_LINES = 60;
    private static final Set<Jvm> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Jvm::destroy)));
    }

    private final Process process;
    private final Path output;
    private final Path log;

    private Jvm(Process process, Path output, Path log) {
        this.process = process;
        this.output = output;
        this.log = log;
    }

    /**
     * Starts a Java program.
     *
     * @param name of the files of what it prints, without their extensions
     * @param command more options, the main class and its arguments
     */
    static Jvm java(Path directory, String name, Options options, List<String> command) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-cp");
        line.add(options.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.addAll(OPTIONS);
        line.addAll(options.jvm());
        line.addAll(command);
        return start(directory, name, Map.of(), line);
    }

    /** Starts any program. */
    public static Jvm start(Path directory, String name, Map<String, String> environment, List<String> command) {
        var output = directory.resolve(name + ".out");
        var log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(log.toFile());
            builder.environment().putAll(environment);
            var jvm = new Jvm(builder.start(), output, log);
            RUNNING.add(jvm);
            jvm.process.onExit().thenRun(() -> RUNNING.remove(jvm));
            return jvm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what it printed to its standard output} */
    public List<String> outputLines() {
        return text(output).lines().toList();
    }

    /** {@return what it printed to its standard error, where Hazelcast logs} */
    public String logText() {
        return text(log);
    }

    /** {@return all that it printed} */
    public String printed() {
        return text(output) + logText();
    }

    /** Waits until {@code line} was printed to the standard output; fails if the process ends without. */
    public Jvm awaitLine(String line, Duration atMost) {
        return await(line, atMost, () -> outputLines().contains(line));
    }

    /** Waits until {@code text} was printed anywhere; fails if the process ends without. */
    public Jvm awaitPrinted(String text, Duration atMost) {
        return await(text, atMost, () -> printed().contains(text));
    }

    private Jvm await(String text, Duration atMost, BooleanSupplier printed) {
        Awaitility.await(text + " in " + this).atMost(atMost).until(() -> printed.getAsBoolean() || !isAlive());
        if (!printed.getAsBoolean()) {
            throw new AssertionError("Ended without \"" + text + "\": " + tail());
        }
        return this;
    }

    /** Waits for the end, and fails if the process failed. */
    public Jvm awaitSuccess(Duration atMost) {
        var code = exitCode(atMost);
        if (code != 0) {
            throw new AssertionError("Ended with " + code + ": " + tail());
        }
        return this;
    }

    /** Waits for the end. */
    public int exitCode(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                signal("QUIT");
                throw new AssertionError("Still running after " + atMost + ": " + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public void kill() {
        destroy();
        exitCode(Duration.ofSeconds(30));
    }

    /** Asks for a graceful end, as an operator would. */
    public void terminate() {
        process.destroy();
        exitCode(Duration.ofSeconds(120));
    }

    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Enters an empty line. */
    public void enter() {
        try {
            var input = process.getOutputStream();
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String tail() {
        var lines = printed().lines().toList();
        var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return this + "\n" + String.join("\n", last);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the files of what it printed} */
    @Override
    public String toString() {
        return output + ", " + log;
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
