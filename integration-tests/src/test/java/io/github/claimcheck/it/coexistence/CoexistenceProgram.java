package io.github.claimcheck.it.coexistence;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs the user's tasks by value and by reference and prints where they differ, and whether anything was stored. */
public final class CoexistenceProgram {

    private static final int BYTES = 50_000;

    private CoexistenceProgram() {}

    interface Job<T> extends Callable<T>, Serializable {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("oneJvm")) {
            oneJvm();
        } else {
            compare(client(false), client(true));
        }
        HazelcastClient.shutdownAll();
        Hazelcast.shutdownAll();
        System.out.println("done");
        System.exit(0);
    }

    static HazelcastInstance client(boolean enabled) {
        var config = ClientConfig.load();
        config.setProperty("claimcheck.enabled", String.valueOf(enabled));
        return HazelcastClient.newHazelcastClient(config);
    }

    /** Two members, two clients with the plugin and one without live in this JVM. */
    private static void oneJvm() throws Exception {
        var first = Hazelcast.newHazelcastInstance();
        var config = com.hazelcast.config.Config.load();
        config.getNetworkConfig().setPortAutoIncrement(true);
        var second = Hazelcast.newHazelcastInstance(config);
        compare(client(false), client(true));
        compare(first, second);
        compare(client(true), client(true));
    }

    private static void compare(HazelcastInstance byValue, HazelcastInstance byReference) throws Exception {
        for (var task : tasks()) {
            var name = task.getClass().isHidden() ? "lambda" : task.getClass().getSimpleName();
            var expected = outcome(byValue, task);
            var actual = outcome(byReference, task);
            System.out.println("case " + name + (expected.equals(actual) ? " same: " : " DIFFERS: ") + expected
                    + (expected.equals(actual) ? "" : " but by reference " + actual));
        }
        System.out.println("stored=" + (stored(byReference) > 0));
    }

    private static List<Callable<?>> tasks() {
        var data = new byte[BYTES];
        Job<Integer> lambda = () -> data.length;
        return List.of(
                marked(new UserTasks.Exact(), data),
                marked(new UserTasks.OfBase(), data),
                marked(new UserTasks.OfInterface(), data),
                marked(new UserTasks.Unconfigured(), data),
                new UserTasks.ZeroConfig(data),
                new UserTasks.SelfWriting().with(data),
                UserTasks.Carrying.forbidden(BYTES),
                UserTasks.Carrying.deeplyForbidden(BYTES / 10),
                lambda);
    }

    private static UserTasks.Marked marked(UserTasks.Marked task, byte[] data) {
        task.data = data;
        return task;
    }

    /** {@return the result, or all that went wrong, from the caller's exception to its first cause} */
    static String outcome(HazelcastInstance hazelcast, Callable<?> task) {
        try {
            return hazelcast
                    .getExecutorService("default")
                    .submitToKeyOwner(task, "key")
                    .get(30, TimeUnit.SECONDS)
                    .toString();
        } catch (Throwable e) {
            var text = new StringBuilder("threw");
            for (var cause = e; cause != null; cause = cause.getCause()) {
                text.append(" <- ")
                        .append(cause.getClass().getName())
                        .append(": ")
                        .append(String.valueOf(cause.getMessage())
                                .replaceAll("\\$\\$Lambda[/$0-9a-fx]*", "")
                                .replaceAll("@[0-9a-f]+", ""));
            }
            return text.toString();
        }
    }

    static int stored(HazelcastInstance hazelcast) {
        return hazelcast.getDistributedObjects().stream()
                .filter(object ->
                        object instanceof IMap<?, ?> && object.getName().startsWith("claimcheck."))
                .mapToInt(object -> ((IMap<?, ?>) object).size())
                .sum();
    }
}
