package io.github.claimcheck.demo;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the same tasks by value and by reference on a cluster of this machine, and prints what each cost.
 *
 * <p>Starts members and a client as processes of their own, with the drop-in jar on their class path as a user would.
 * They end with this process, however that ends. Exit code 0 after the table, 1 if the run failed, 2 if it could not
 * start.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the same tasks by value and by reference, and prints what each cost.")
public final class Demo implements Callable<Integer> {

    private static final int CLIENT_HEAP_MB = 1024;

    @Option(names = "--members", defaultValue = "3", description = "Member processes (default ${DEFAULT-VALUE}).")
    private int members;

    @Option(names = "--tasks", defaultValue = "100", description = "Tasks of each run (default ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--payload",
            defaultValue = "10",
            description = "Size of the array that every task captures, in MB (default ${DEFAULT-VALUE}).")
    private int payloadMegabytes;

    @Option(
            names = "--heap",
            defaultValue = "768",
            description = "Heap of each member, in MB (default ${DEFAULT-VALUE}).")
    private int heapMegabytes;

    @Option(names = "--port", description = "First port of the members (default: free ones).")
    private int firstPort;

    @Option(names = "--jar", description = "The drop-in jar (default: the one that this build made).")
    private Path jar =
            Path.of(System.getProperty("claimcheck.jar", "plugin-hazelcast/target/claimcheck-hazelcast.jar"));

    private final PrintStream out = System.out;

    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try {
            check();
            return run();
        } catch (CannotStartException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private void check() {
        if (members < 1 || tasks < 1 || payloadMegabytes < 1 || payloadMegabytes > heapMegabytes / 16) {
            throw new CannotStartException("Cannot start the demo with members=" + members + ", tasks=" + tasks
                    + ", payload=" + payloadMegabytes
                    + " MB: all must be positive, and the payload at most a sixteenth of a member's heap, "
                    + heapMegabytes / 16 + " MB; choose less with --payload or more with --heap.");
        }
        if (!Files.isRegularFile(jar)) {
            throw new CannotStartException("Cannot find the drop-in jar at " + jar
                    + ". Build it with ./mvnw -q -DskipTests package, or name it with --jar.");
        }
        // A JVM takes about a quarter more than its heap.
        Machine.requireMemory((members * heapMegabytes + CLIENT_HEAP_MB) * 5L / 4, "--members, --heap or --payload");
    }

    private int run() throws Exception {
        var ports = firstPort == 0 ? Machine.freePorts(members) : Machine.requirePorts(firstPort, members);
        try (var cluster = new DemoCluster(jar, ports, heapMegabytes)) {
            out.printf("Starting %d members and a client on this machine, logs in %s%n", members, cluster.directory());
            cluster.startMembers();
            var client = cluster.startClient(CLIENT_HEAP_MB, List.of("" + tasks, "" + payloadMegabytes));
            var report = new Report(out, tasks, payloadMegabytes, members);
            var complete =
                    client.inputReader().lines().map(report::accept).toList().contains(Report.END);
            if (!complete || client.waitFor() != 0) {
                System.err.println("The demo's client failed; its log says why: " + cluster.clientLog());
                return 1;
            }
            report.print();
            cluster.close();
            cluster.forget();
            return 0;
        }
    }
}
