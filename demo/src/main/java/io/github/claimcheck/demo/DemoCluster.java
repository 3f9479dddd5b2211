package io.github.claimcheck.demo;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The processes of the demo. They watch their standard input, and end when this process closes it or dies. Closing
 * twice is fine.
 */
final class DemoCluster implements AutoCloseable {

    private static final List<String> JVM_OPTIONS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-XX:+ExitOnOutOfMemoryError");

    private final Path jar;
    private final List<Integer> ports;
    private final int heapMegabytes;
    private final Path directory;
    private final List<Process> processes = new CopyOnWriteArrayList<>();

    DemoCluster(Path jar, List<Integer> ports, int heapMegabytes) throws IOException {
        this.jar = jar;
        this.ports = ports;
        this.heapMegabytes = heapMegabytes;
        this.directory = Files.createTempDirectory("claimcheck-demo");
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        // Whoever launched us may be killed without a signal to us.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }

    Path directory() {
        return directory;
    }

    Path clientLog() {
        return directory.resolve("client.log");
    }

    void startMembers() throws IOException {
        var template = resource("hazelcast.yaml");
        for (var i = 0; i < ports.size(); i++) {
            var file = directory.resolve("hazelcast-" + (i + 1) + ".yaml");
            Files.writeString(file, fill(template).replace("@port@", "" + ports.get(i)));
            var log = directory.resolve("member-" + (i + 1) + ".log").toFile();
            start("-Xmx" + heapMegabytes + "m", "-Dhazelcast.config=" + file, DemoMember.class, List.of(), log, true);
        }
    }

    Process startClient(int heapMegabytes, List<String> arguments) throws IOException {
        var file = directory.resolve("hazelcast-client.yaml");
        Files.writeString(file, fill(resource("hazelcast-client.yaml")));
        var all = new ArrayList<>(List.of("" + ports.size()));
        all.addAll(arguments);
        var config = "-Dhazelcast.client.config=" + file;
        return start(
                "-Xmx" + heapMegabytes + "m",
                config,
                DemoClient.class,
                all,
                clientLog().toFile(),
                false);
    }

    private Process start(String heap, String config, Class<?> main, List<String> arguments, File log, boolean quiet)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(heap, config, "-cp", System.getProperty("java.class.path") + File.pathSeparator + jar));
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(log);
        var process = (quiet ? builder.redirectOutput(Redirect.DISCARD) : builder).start();
        processes.add(process);
        return process;
    }

    private String fill(String template) {
        var addresses = ports.stream().map(port -> "'127.0.0.1:" + port + "'").toList();
        return template.replace("@addresses@", String.join(", ", addresses))
                .replace("@cluster@", directory.getFileName().toString());
    }

    private static String resource(String name) throws IOException {
        try (var stream = DemoCluster.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Removes the logs of a run that needs no explanation; only after {@link #close}. */
    void forget() throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Override
    public void close() throws Exception {
        for (var process : processes) {
            process.getOutputStream().close();
        }
        for (var process : processes) {
            process.waitFor(10, TimeUnit.SECONDS);
        }
        kill();
        processes.clear();
    }
}
