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

    private static void print(String name, boolean right) {
        System.out.println(name + " right=" + right);
    }

    private static int stored(HazelcastInstance client) {
        return client.getDistributedObjects().stream()
                .filter(object ->
                        object instanceof IMap<?, ?> && object.getName().startsWith("claimcheck."))
                .mapToInt(object -> ((IMap<?, ?>) object).size())
                .sum();
    }
}
