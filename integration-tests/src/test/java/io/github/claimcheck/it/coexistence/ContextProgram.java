package io.github.claimcheck.it.coexistence;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.ManagedContext;
import com.hazelcast.durableexecutor.DurableExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import com.hazelcast.spring.context.SpringManagedContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Two members with a context ({@code own} or {@code spring}) in this JVM, and a client and a member without partitions
 * that submit tasks, by value and by reference. Prints what tasks were given, and where that differs.
 */
public final class ContextProgram {

    private static final int BYTES = 50_000;

    private ContextProgram() {}

    /** A call and its end. */
    interface Call {
        void run(HazelcastInstance hazelcast, String id, byte[] data) throws Exception;
    }

    private static final Map<String, Call> CALLS = new TreeMap<>(Map.of(
            "submit",
                    (hz, id, data) -> hz.getExecutorService("default")
                            .submitToKeyOwner(callable(id, data), "key")
                            .get(30, TimeUnit.SECONDS),
            "submitToMember",
                    (hz, id, data) -> hz.getExecutorService("default")
                            .submitToMember(
                                    callable(id, data),
                                    hz.getCluster().getMembers().iterator().next())
                            .get(30, TimeUnit.SECONDS),
            "submitRunnable",
                    (hz, id, data) -> hz.getExecutorService("default")
                            .submit(runnable(id, data))
                            .get(30, TimeUnit.SECONDS),
            "durable",
                    (hz, id, data) -> durable(hz)
                            .submitToKeyOwner(callable(id, data), "key")
                            .get(30, TimeUnit.SECONDS),
            "durableRunnable",
                    (hz, id, data) -> durable(hz).submit(runnable(id, data)).get(30, TimeUnit.SECONDS),
            "schedule",
                    (hz, id, data) -> scheduled(hz)
                            .scheduleOnKeyOwner(callable(id, data), "key", 0, TimeUnit.SECONDS)
                            .get(30, TimeUnit.SECONDS),
            "scheduleRunnable",
                    (hz, id, data) -> scheduled(hz)
                            .schedule(runnable(id, data), 0, TimeUnit.SECONDS)
                            .get(30, TimeUnit.SECONDS)));

    public static void main(String[] arguments) throws Exception {
        var context = arguments[0].equals("spring") ? spring() : new ContextTasks.Noting();
        member(context, false, true);
        member(context, false, true);
        compare("client", client(false), client(true));
        compare("member", member(context, true, false), member(context, true, true));
        System.out.println("others " + ContextTasks.others());
        HazelcastClient.shutdownAll();
        Hazelcast.shutdownAll();
        System.out.println("done");
        System.exit(0);
    }

    private static ManagedContext spring() {
        var beans = new AnnotationConfigApplicationContext();
        beans.registerBean(ContextTasks.Greeting.class);
        beans.refresh();
        return new SpringManagedContext(beans);
    }

    private static HazelcastInstance client(boolean enabled) {
        var config = ClientConfig.load();
        config.setProperty("claimcheck.enabled", String.valueOf(enabled));
        return HazelcastClient.newHazelcastClient(config);
    }

    private static HazelcastInstance member(ManagedContext context, boolean lite, boolean enabled) {
        var config = Config.load();
        config.setManagedContext(context).setLiteMember(lite);
        config.setProperty("claimcheck.enabled", String.valueOf(enabled));
        config.getNetworkConfig().setPortAutoIncrement(true);
        return Hazelcast.newHazelcastInstance(config);
    }

    private static void compare(String role, HazelcastInstance byValue, HazelcastInstance byReference)
            throws Exception {
        for (var call : CALLS.entrySet()) {
            var expected = given(call.getValue(), byValue, role + "-value-" + call.getKey());
            var actual = given(call.getValue(), byReference, role + "-reference-" + call.getKey());
            System.out.println("case " + role + " " + call.getKey()
                    + (expected.equals(actual)
                            ? " same: " + expected
                            : " DIFFERS: " + expected + " but by reference " + actual));
        }
    }

    private static Map<String, Integer> given(Call call, HazelcastInstance hazelcast, String id) throws Exception {
        call.run(hazelcast, id, new byte[BYTES]);
        return ContextTasks.given(id);
    }

    private static ContextTasks.AskingCallable callable(String id, byte[] data) {
        return new ContextTasks.AskingCallable(id, data);
    }

    private static ContextTasks.AskingRunnable runnable(String id, byte[] data) {
        return new ContextTasks.AskingRunnable(id, data);
    }

    private static DurableExecutorService durable(HazelcastInstance hazelcast) {
        return hazelcast.getDurableExecutorService("default");
    }

    private static IScheduledExecutorService scheduled(HazelcastInstance hazelcast) {
        return hazelcast.getScheduledExecutorService("default");
    }
}
