package io.github.claimcheck.it.versions;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A member and a client whose engine says that it is of the version given as the argument, and a large task. */
public final class UntestedProgram {

    private UntestedProgram() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("hazelcast.internal.override.version", arguments[0]);
        Hazelcast.newHazelcastInstance();
        var client = HazelcastClient.newHazelcastClient();
        var data = new byte[1_000_000];
        MixedProgram.Job<byte[]> task = () -> data;
        for (var i = 0; i < 3; i++) {
            var result = client.getExecutorService("default").submit(task).get(60, TimeUnit.SECONDS);
            System.out.println("back right=" + Arrays.equals(data, result));
        }
        System.out.println("stored=" + (MixedProgram.stored(client) > 0));
        HazelcastClient.shutdownAll();
        Hazelcast.shutdownAll();
        System.out.println("done");
    }
}
