package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.MultiExecutionCallback;
import com.hazelcast.durableexecutor.DurableExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledFuture;
import com.hazelcast.scheduledexecutor.TaskUtils;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Makes every call of every executor with every shape of task, through a relay that reads the messages with tasks. */
public final class EnvelopeCalls {

    /** What a call sends ends there, so that something must have passed the relay. */
    private final Member other;

    private final String key;
    private final WireTap tap;
    private final IExecutorService executor;
    private final DurableExecutorService durable;
    private final IScheduledExecutorService scheduled;
    private String shape;
    private Tasks.Job<Long> task;
    private Tasks.Action action;

    private EnvelopeCalls(HazelcastInstance hazelcast, WireTap tap) throws Exception {
        var self = hazelcast.getLocalEndpoint().getUuid();
        this.other = hazelcast.getCluster().getMembers().stream()
                .filter(member -> !member.getUuid().equals(self))
                .findFirst()
                .orElseThrow();
        this.tap = tap;
        this.executor = hazelcast.getExecutorService("sizes");
        this.key = keyOf(other);
        this.durable = hazelcast.getDurableExecutorService("sizes");
        this.scheduled = hazelcast.getScheduledExecutorService("sizes");
    }

    private String keyOf(Member owner) throws Exception {
        for (var i = 0; ; i++) {
            var candidate = "key-" + i;
            if (get(executor.submitToKeyOwner(new Where(), candidate)).equals(owner.getUuid())) {
                return candidate;
            }
        }
    }

    /** Tells where it runs. */
    private static final class Where implements Callable<UUID>, HazelcastInstanceAware, Serializable {
        private transient HazelcastInstance hazelcast;

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }

        @Override
        public UUID call() {
            return hazelcast.getLocalEndpoint().getUuid();
        }
    }

    /**
     * Prints a line for each call and shape: their names, the longest message with a task, whether all results are
     * right.
     *
     * @param arguments the role; for a member also the port of the relay and that of the member behind it
     * @throws Exception if a task fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("client")) {
            try (var tap = new ClientTap()) {
                run(tap.connect(), tap);
            }
            return;
        }
        try (var tap = new MemberTap(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))) {
            var config = Config.load();
            // The address of the member behind the relay is in the system properties of all.
            config.getNetworkConfig().setPublicAddress(null);
            config.getNetworkConfig().getJoin().getTcpIpConfig().setMembers(List.of("127.0.0.1:" + tap.port()));
            run(Hazelcast.newHazelcastInstance(config), tap);
        }
    }

    private static void run(HazelcastInstance hazelcast, WireTap tap) throws Exception {
        try {
            var calls = new EnvelopeCalls(hazelcast, tap);
            for (var shape : Shapes.all().entrySet()) {
                calls.all(shape.getKey(), shape.getValue());
            }
        } finally {
            hazelcast.shutdown();
        }
    }

    private interface Call {
        Object make() throws Exception;
    }

    @SuppressWarnings("SystemOut")
    private void print(String name, Object expected, Call call) throws Exception {
        tap.takeLargestTaskBytes();
        var result = call.make();
        System.out.println(name + "/" + shape + " " + tap.takeLargestTaskBytes() + " "
                + (expected.equals(result) ? "right" : "wrong: " + result));
    }

    private void all(String name, Tasks.Job<Long> job) throws Exception {
        shape = name;
        task = job;
        action = new Acting(job);
        var sum = job.call();
        executor(sum);
        actions();
        callbacks(sum);
        durable(sum);
        scheduled(sum);
    }

    private void executor(Long sum) throws Exception {
        print("submit", sum, () -> get(executor.submit(task, other::equals)));
        print("submitToKeyOwner", sum, () -> get(executor.submitToKeyOwner(task, key)));
        print("submitToMember", sum, () -> get(executor.submitToMember(task, other)));
        print("submitToMembers", Set.of(sum), () -> values(executor.submitToMembers(task, Set.of(other))));
        print("submitToAllMembers", Set.of(sum), () -> values(executor.submitToAllMembers(task)));
        // So many that not all of them stay on this member by chance.
        var rows = IntStream.range(0, 24).mapToObj(i -> task).toList();
        print("invokeAll", Set.of(sum), () -> values(executor.invokeAll(rows)));
    }

    private void actions() throws Exception {
        print("submit-runnable", "done", () -> {
            executor.executeOnMember(action, other);
            executor.executeOnMembers(action, Set.of(other));
            executor.executeOnAllMembers(action);
            executor.executeOnKeyOwner(action, key);
            executor.execute(action, other::equals);
            return get(executor.submit(action, "done"));
        });
    }

    private void callbacks(Long sum) throws Exception {
        print("callback", sum, () -> {
            var done = new Done();
            executor.submitToKeyOwner(task, key, done);
            return get(done.value);
        });
        print("callback-member", sum, () -> {
            var done = new Done();
            executor.submitToMember(task, other, done);
            return get(done.value);
        });
        print("callback-members", Set.of(sum), () -> {
            var done = new DoneAll();
            executor.submitToAllMembers(task, done);
            return Set.copyOf(get(done.values));
        });
    }

    private void durable(Long sum) throws Exception {
        print("durable", sum, () -> get(durable.submitToKeyOwner(task, key)));
        print("durable-runnable", "done", () -> {
            durable.executeOnKeyOwner(action, key);
            get(durable.submitToKeyOwner(action, key).toCompletableFuture());
            return "done";
        });
    }

    private void scheduled(Long sum) throws Exception {
        print("schedule", sum, () -> ended(scheduled.schedule(TaskUtils.named(key, task), 0, MILLISECONDS)));
        print("scheduleOnKeyOwner", sum, () -> ended(scheduled.scheduleOnKeyOwner(task, key, 0, MILLISECONDS)));
        print("scheduleOnMember", sum, () -> ended(scheduled.scheduleOnMember(task, other, 0, MILLISECONDS)));
        print(
                "scheduleOnMembers",
                Set.of(sum),
                () -> allEnded(scheduled.scheduleOnMembers(task, Set.of(other), 0, MILLISECONDS)));
        print(
                "scheduleOnAllMembers",
                Set.of(sum),
                () -> allEnded(scheduled.scheduleOnAllMembers(task, 0, MILLISECONDS)));
        print("scheduleAtFixedRate", true, () -> {
            var futures = List.<IScheduledFuture<?>>of(
                    scheduled.scheduleAtFixedRate(TaskUtils.named(key, action), 0, 1, HOURS),
                    scheduled.scheduleOnKeyOwnerAtFixedRate(action, key, 0, 1, HOURS),
                    scheduled.scheduleOnMemberAtFixedRate(action, other, 0, 1, HOURS));
            for (var future : futures) {
                future.dispose();
            }
            for (var future : scheduled
                    .scheduleOnAllMembersAtFixedRate(action, 0, 1, HOURS)
                    .values()) {
                future.dispose();
            }
            return true;
        });
    }

    private static <T> Set<T> values(Map<Member, Future<T>> futures) throws Exception {
        return Set.copyOf(ExecutorCases.values(futures));
    }

    private static <T> Set<T> values(Iterable<Future<T>> futures) throws Exception {
        return Set.copyOf(ExecutorCases.values(futures));
    }

    private static <T> T ended(IScheduledFuture<T> future) throws Exception {
        var value = get(future);
        future.dispose();
        return value;
    }

    private static <T> Set<T> allEnded(Map<Member, IScheduledFuture<T>> futures) throws Exception {
        var values = new HashSet<T>();
        for (var future : futures.values()) {
            values.add(ended(future));
        }
        return values;
    }

    /** A task without a result. */
    private record Acting(Tasks.Job<Long> job) implements Tasks.Action {
        @Override
        public void run() {
            try {
                job.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Done implements ExecutionCallback<Long> {
        private final CompletableFuture<Long> value = new CompletableFuture<>();

        @Override
        public void onResponse(Long response) {
            value.complete(response);
        }

        @Override
        public void onFailure(Throwable thrown) {
            value.completeExceptionally(thrown);
        }
    }

    private static final class DoneAll implements MultiExecutionCallback {
        private final CompletableFuture<Collection<Object>> values = new CompletableFuture<>();

        @Override
        public void onResponse(Member member, Object value) {}

        @Override
        public void onComplete(Map<Member, Object> all) {
            values.complete(all.values());
        }
    }
}
