package io.github.claimcheck.demo;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The user's program: it knows only Hazelcast. It runs once with a client whose settings disable the plugin and once
 * with one that uses it, and reports on its standard output.
 */
final class DemoClient {
    private static final int SECONDS_TO_FORM = 60;

    /** How many tasks wait or run at a time: by value, each is several times its payload on the heaps it passes. */
    private static final int IN_FLIGHT = 12;

    private static final int DOUBLES_PER_MEGABYTE = 1024 * 1024 / Double.BYTES;

    private final int members;
    private final int tasks;
    private final double[] payload;

    private DemoClient(int members, int tasks, int payloadMegabytes) {
        this.members = members;
        this.tasks = tasks;
        this.payload = new Random(1)
                .doubles((long) payloadMegabytes * DOUBLES_PER_MEGABYTE)
                .toArray();
    }

    public static void main(String[] arguments) throws Exception {
        Lifeline.watch();
        var demo = new DemoClient(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        demo.run("value", false);
        demo.run("reference", true);
        System.out.println(Report.END);
        System.exit(0);
    }

    private void run(String mode, boolean plugin) throws Exception {
        var client = HazelcastClient.newHazelcastClient(config(plugin));
        awaitMembers(client);
        submit(client, 2 * members, new double[DOUBLES_PER_MEGABYTE], done -> {});
        var bytesBefore = Machine.loopbackBytes();
        var start = System.nanoTime();
        var sum = submit(client, tasks, payload, done -> System.out.println("progress " + mode + " " + done));
        var millis = (System.nanoTime() - start) / 1_000_000;
        var bytes = bytesBefore.isEmpty() ? -1 : Machine.loopbackBytes().orElseThrow() - bytesBefore.getAsLong();
        var largest = largestTask(client, plugin);
        client.shutdown();
        System.out.println("result " + mode + " " + millis + " " + bytes + " " + largest + " " + sum);
    }

    private static double submit(HazelcastInstance client, int tasks, double[] array, IntConsumer progress)
            throws ExecutionException, InterruptedException {
        var executor = client.getExecutorService("demo");
        // A future of Hazelcast keeps the bytes of its task: only those in flight are kept here.
        var futures = new ArrayDeque<Future<Double>>();
        var next = 0;
        var sum = 0.0;
        for (var done = 0; done < tasks; done++) {
            while (next < Math.min(tasks, done + IN_FLIGHT)) {
                futures.add(executor.submit(task(next++, array)));
            }
            sum += futures.remove().get();
            progress.accept(done + 1);
        }
        return sum;
    }

    /** {@return a task that captures a large array and a number of its own} */
    private static Callable<Double> task(int number, double[] array) {
        return (Callable<Double> & Serializable) () -> {
            var sum = (double) number;
            for (var value : array) {
                sum += value;
            }
            return sum;
        };
    }

    /** Sends one more task through a relay that reads the client's messages, and measures the one with the task. */
    @SuppressWarnings({"deprecation", "removal"}) // Smart routing is how Hazelcast 5.5 calls it.
    private long largestTask(HazelcastInstance client, boolean plugin) throws Exception {
        var address = client.getCluster().getMembers().iterator().next().getAddress();
        try (var relay = new MessageMeter(address.getInetSocketAddress())) {
            var config = config(plugin);
            config.getNetworkConfig().setAddresses(List.of("127.0.0.1:" + relay.port()));
            config.getNetworkConfig().setSmartRouting(false);
            var measured = HazelcastClient.newHazelcastClient(config);
            submit(measured, 1, payload, done -> {});
            measured.shutdown();
            return relay.largestTaskBytes();
        }
    }

    private static ClientConfig config(boolean plugin) {
        return ClientConfig.load().setProperty("claimcheck.enabled", Boolean.toString(plugin));
    }

    private void awaitMembers(HazelcastInstance client) throws Exception {
        var complete = new CompletableFuture<Void>();
        Runnable look = () -> {
            if (client.getCluster().getMembers().size() >= members) {
                complete.complete(null);
            }
        };
        client.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                look.run();
            }
        });
        look.run();
        complete.get(SECONDS_TO_FORM, TimeUnit.SECONDS);
    }
}
