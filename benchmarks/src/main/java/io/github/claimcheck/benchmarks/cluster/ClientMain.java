package io.github.claimcheck.benchmarks.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The main class of a client process. Obeys {@linkplain Order orders} and ends with its standard input. */
final class ClientMain {

    private static final JsonMapper JSON = new JsonMapper();

    private final HazelcastInstance client;
    private final Neighbour neighbour;

    private ClientMain(HazelcastInstance client) {
        this.client = client;
        this.neighbour = new Neighbour(client);
    }

    /**
     * Runs the process.
     *
     * @param arguments the name of the cluster, the ports of all members
     */
    public static void main(String[] arguments) throws IOException {
        var config = new ClientConfig().setClusterName(arguments[0]);
        for (var port : List.of(arguments).subList(1, arguments.length)) {
            config.getNetworkConfig().addAddress(Cluster.HOST + ":" + port);
        }
        var main = new ClientMain(HazelcastClient.newHazelcastClient(config));
        // Not on this thread, which has to notice the end of the input at any time.
        var worker = Executors.newSingleThreadExecutor();
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .forEach(line -> worker.execute(() -> main.answer(line)));
        Runtime.getRuntime().halt(0);
    }

    private void answer(String line) {
        try {
            System.out.println(JSON.writeValueAsString(obeyOrSayWhyNot(JSON.readValue(line, Order.class))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply obeyOrSayWhyNot(Order order) {
        try {
            return obey(order);
        } catch (Exception e) {
            e.printStackTrace();
            return new Reply(0, 0, e.toString());
        }
    }

    private Reply obey(Order order) throws Exception {
        if (order instanceof Order.Run run) {
            return run(run);
        }
        if (order instanceof Order.StartReading) {
            neighbour.start();
            return new Reply(0, 0, null);
        }
        return new Reply(neighbour.stop(), 0, null);
    }

    private Reply run(Order.Run order) throws Exception {
        var round = order.workload().prepare(client, order.seed());
        onMembers(new PeakHeap(true, order.collectFirst()));
        long start = System.nanoTime();
        round.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        long peakHeap = onMembers(new PeakHeap(false, false));
        round.cleanUp();
        return new Reply(seconds, peakHeap, null);
    }

    /** {@return the largest answer of a member} */
    private long onMembers(PeakHeap question) throws InterruptedException, ExecutionException {
        long largest = 0;
        for (var answer : client.getExecutorService("peak-heap")
                .submitToAllMembers(question)
                .values()) {
            largest = Math.max(largest, answer.get());
        }
        return largest;
    }
}
