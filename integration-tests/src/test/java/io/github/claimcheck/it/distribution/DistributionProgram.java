package io.github.claimcheck.it.distribution;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A user's client program: it knows Hazelcast only. */
public final class DistributionProgram {

    private static final int BYTES = 1_000_000;
    private static final int TASKS = 20;

    private DistributionProgram() {}

    interface Job<T> extends Callable<T>, Serializable {}

    public static void main(String[] arguments) throws Exception {
        var client = HazelcastClient.newHazelcastClient();
        try {
            System.out.println("sums right=" + sums(client));
            System.out.println("results right=" + results(client));
            System.out.println("stored entries=" + stored(client) + ".");
            System.out.println("store emptied=" + empties(client));
        } finally {
            client.shutdown();
        }
        System.out.println("done");
    }

    private static boolean sums(HazelcastInstance client) throws Exception {
        var data = new byte[BYTES];
        Arrays.fill(data, (byte) 1);
        var futures = new ArrayList<Future<Integer>>();
        for (var i = 0; i < TASKS; i++) {
            int own = i;
            Job<Integer> sum = () -> {
                var total = own;
                for (byte b : data) {
                    total += b;
                }
                return total;
            };
            futures.add(client.getExecutorService("default").submit(sum));
        }
        var right = true;
        for (var i = 0; i < TASKS; i++) {
            right &= futures.get(i).get(60, TimeUnit.SECONDS) == BYTES + i;
        }
        return right;
    }

    private static boolean results(HazelcastInstance client) throws Exception {
        var data = Map.of("values", new ArrayList<>(List.of("x".repeat(BYTES))));
        Job<Map<String, ArrayList<String>>> back = () -> data;
        return data.equals(client.getExecutorService("default").submit(back).get(60, TimeUnit.SECONDS));
    }

    private static int stored(HazelcastInstance client) {
        return client.getDistributedObjects().stream()
                .filter(object ->
                        object instanceof IMap<?, ?> && object.getName().startsWith("claimcheck."))
                .mapToInt(object -> ((IMap<?, ?>) object).size())
                .sum();
    }

    private static boolean empties(HazelcastInstance client) throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40); System.nanoTime() < end; ) {
            if (stored(client) == 0) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }
}
