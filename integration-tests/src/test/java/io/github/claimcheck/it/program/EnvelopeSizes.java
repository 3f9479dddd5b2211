package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Submits tasks of every shape through a relay that reads the length of the messages that carry them. */
public final class EnvelopeSizes {

    private static final int LARGE = 64 << 20;
    private static final int GRAPH_ENTRIES = 200_000;
    private static final int SMALL_CAPTURES = 10_000;
    private static final int DEPTH = 5_000;
    private static final int THRESHOLD = 100 << 10;

    private EnvelopeSizes() {}

    /** A list that is as deep as it is long. */
    record Link(String label, Link next) implements Serializable {}

    /** Holds many values of which none is large. */
    record Many(List<byte[]> captures) implements Callable<Long>, Serializable {
        @Override
        public Long call() {
            return captures.stream().mapToLong(Payloads::sum).sum();
        }
    }

    /**
     * Prints a line for each shape: its name, the longest message with a task, the task's result.
     *
     * @param arguments the role, always {@code client}
     * @throws Exception if a task fails
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        var large = Payloads.bytes(LARGE, 61);
        print("array-64MB", job(() -> Payloads.sum(large)));
        var graph = Payloads.graph(GRAPH_ENTRIES);
        print("map-200000", job(() -> (long) graph.size()));
        var small = IntStream.range(0, SMALL_CAPTURES)
                .mapToObj(i -> Payloads.bytes(1000, i))
                .toList();
        print("captures-10000", new Many(new ArrayList<>(small)));
        var chain = chain();
        print("chain-5000", job(() -> length(chain)));
        for (var bytes : List.of(THRESHOLD - 300, THRESHOLD - 1, THRESHOLD, THRESHOLD + 1, 2 * THRESHOLD)) {
            var data = Payloads.bytes(bytes, bytes);
            print("array-" + bytes, job(() -> Payloads.sum(data)));
        }
        var text = Payloads.text(1 << 20, 62);
        print("string-1MB", job(() -> (long) text.hashCode()));
    }

    private static Link chain() {
        Link chain = null;
        for (var i = 0; i < DEPTH; i++) {
            chain = new Link(Payloads.text(40, i), chain);
        }
        return chain;
    }

    private static long length(Link chain) {
        var length = 0L;
        for (var link = chain; link != null; link = link.next()) {
            length++;
        }
        return length;
    }

    @SuppressWarnings({"SystemOut", "deprecation"}) // The setting that replaces smart routing is not in 5.5.
    private static void print(String shape, Callable<Long> task) throws Exception {
        var config = ClientConfig.load();
        var network = config.getNetworkConfig();
        var address = network.getAddresses().get(0);
        try (var tap = WireTap.to(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
            network.setSmartRouting(false);
            network.setAddresses(List.of("127.0.0.1:" + tap.port()));
            var client = HazelcastClient.newHazelcastClient(config);
            try {
                IExecutorService executor = client.getExecutorService("sizes");
                var result = outcome(executor, task);
                System.out.println(shape + " " + tap.largestTaskBytes() + " " + result);
            } finally {
                client.shutdown();
            }
        }
    }

    private static String outcome(IExecutorService executor, Callable<Long> task) throws InterruptedException {
        try {
            return executor.submit(task).get().toString();
        } catch (java.util.concurrent.ExecutionException | RuntimeException | StackOverflowError e) {
            return Outcome.of(e);
        }
    }
}
