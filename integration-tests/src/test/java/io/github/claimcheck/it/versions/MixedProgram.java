package io.github.claimcheck.it.versions;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A user's client program: large captures and results through every executor. */
public final class MixedProgram {

    private static final int BYTES = 1_000_000;

    private MixedProgram() {}

    interface Job<T> extends Callable<T>, Serializable {}

    public static void main(String[] arguments) throws Exception {
        var client = HazelcastClient.newHazelcastClient();
        var data = new byte[BYTES];
        Arrays.fill(data, (byte) 1);
        Job<Integer> sum = () -> {
            var total = 0;
            for (byte b : data) {
                total += b;
            }
            return total;
        };
        if (arguments.length > 0) {
            refused(client, sum);
            return;
        }
        Job<byte[]> back = () -> data;
        var executor = client.getExecutorService("default");
        for (var future : executor.submitToAllMembers(sum).values()) {
            print("sum", future.get(60, TimeUnit.SECONDS) == BYTES);
        }
        print("back", Arrays.equals(data, executor.submit(back).get(60, TimeUnit.SECONDS)));
        var durable = client.getDurableExecutorService("default").submit(sum);
        print("durable", durable.get(60, TimeUnit.SECONDS) == BYTES);
        var scheduled = client.getScheduledExecutorService("default").schedule(sum, 0, TimeUnit.SECONDS);
        print("scheduled", scheduled.get(60, TimeUnit.SECONDS) == BYTES);
        scheduled.dispose();
        System.out.println("stored=" + (stored(client) > 0));
        client.shutdown();
        System.out.println("done");
    }

    /** Each executor gives the one error, and goes on. */
    private static void refused(HazelcastInstance client, Job<Integer> task) throws Exception {
        printRefusal(() -> client.getExecutorService("default").submit(task).get(60, TimeUnit.SECONDS));
        printRefusal(
                () -> client.getDurableExecutorService("default").submit(task).get(60, TimeUnit.SECONDS));
        printRefusal(() -> client.getScheduledExecutorService("default")
                .schedule(task, 0, TimeUnit.SECONDS)
                .get(60, TimeUnit.SECONDS));
        Job<Integer> small = () -> 42;
        print("plain", client.getDurableExecutorService("default").submit(small).get(60, TimeUnit.SECONDS) == 42);
        client.shutdown();
        System.out.println("done");
    }

    private static void printRefusal(Callable<?> call) {
        try {
            System.out.println("not refused: " + call.call());
        } catch (Exception e) {
            System.out.println("refused " + e);
        }
    }

    private static void print(String name, boolean right) {
        System.out.println(name + " right=" + right);
    }

    static int stored(HazelcastInstance client) {
        return client.getDistributedObjects().stream()
                .filter(object ->
                        object instanceof IMap<?, ?> && object.getName().startsWith("claimcheck."))
                .mapToInt(object -> ((IMap<?, ?>) object).size())
                .sum();
    }
}
