package io.github.claimcheck.it.differential;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.MultiExecutionCallback;
import com.hazelcast.durableexecutor.DurableExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledFuture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Every way to have a task run, each waiting for what it comes to. */
final class Calls {

    private static final long TIMEOUT_SECONDS = 20;

    /** One way to have a task run. */
    interface Call {
        Object run(Calls calls, Callable<Object> task, int choice) throws Exception;
    }

    static final Map<String, Call> ALL = new TreeMap<>();

    static {
        ALL.put("submit", (c, task, n) -> get(c.executor().submit(task)));
        ALL.put("submitToKeyOwner", (c, task, n) -> get(c.executor().submitToKeyOwner(task, "key" + n)));
        ALL.put("submitToMember", (c, task, n) -> get(c.executor().submitToMember(task, c.member(n))));
        ALL.put("submitToMembers", (c, task, n) -> all(c.executor().submitToMembers(task, c.members())));
        ALL.put("submitToAllMembers", (c, task, n) -> sorted(c.executor().submitToAllMembers(task)));
        ALL.put("selector", (c, task, n) -> get(c.executor().submit(task, c.member(n)::equals)));
        ALL.put("callback", Calls::callback);
        ALL.put("keyOwnerCallback", Calls::keyOwnerCallback);
        ALL.put("multiCallback", Calls::multiCallback);
        ALL.put(
                "invokeAll",
                (c, task, n) -> futures(c.executor().invokeAll(List.of(task, task, (Work.Job) () -> "small"))));
        ALL.put("completionStage", Calls::completionStage);
        ALL.put("submitRunnable", (c, task, n) -> get(c.executor().submit(c.leaving(task), "done")) + c.left());
        ALL.put("execute", (c, task, n) -> c.afterwards(() -> c.executor().execute(c.leaving(task))));
        ALL.put(
                "executeOnKeyOwner",
                (c, task, n) -> c.afterwards(() -> c.executor().executeOnKeyOwner(c.leaving(task), "key" + n)));
        ALL.put(
                "executeOnMember",
                (c, task, n) -> c.afterwards(() -> c.executor().executeOnMember(c.leaving(task), c.member(n))));
        ALL.put("durable", Calls::durable);
        ALL.put("durableKeyOwner", (c, task, n) -> get(c.durable().submitToKeyOwner(task, "key" + n)));
        ALL.put("durableExecute", (c, task, n) -> c.afterwards(() -> c.durable().execute(c.leaving(task))));
        ALL.put("schedule", (c, task, n) -> once(c.scheduled().schedule(task, 0, TimeUnit.MILLISECONDS)));
        ALL.put(
                "scheduleOnMember",
                (c, task, n) -> once(c.scheduled().scheduleOnMember(task, c.member(n), 1, TimeUnit.MILLISECONDS)));
        ALL.put(
                "scheduleOnKeyOwner",
                (c, task, n) -> once(c.scheduled().scheduleOnKeyOwner(task, "key" + n, 0, TimeUnit.MILLISECONDS)));
        ALL.put("scheduleOnAllMembers", Calls::scheduleOnAllMembers);
        ALL.put("handler", Calls::handler);
    }

    private final HazelcastInstance hazelcast;
    private final String queue;

    Calls(HazelcastInstance hazelcast, String id) {
        this.hazelcast = hazelcast;
        this.queue = "left-" + id;
    }

    private IExecutorService executor() {
        return hazelcast.getExecutorService("default");
    }

    private DurableExecutorService durable() {
        return hazelcast.getDurableExecutorService("default");
    }

    private IScheduledExecutorService scheduled() {
        return hazelcast.getScheduledExecutorService("default");
    }

    /** {@return members that submit nothing themselves} */
    private List<Member> members() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> "true".equals(member.getAttribute("serves")))
                .sorted(Comparator.comparing(Member::getUuid))
                .toList();
    }

    private Member member(int choice) {
        return members().get(choice % members().size());
    }

    private Runnable leaving(Callable<Object> task) {
        return new Tasks.Leaving(task, queue);
    }

    private String left() throws InterruptedException {
        return hazelcast.<String>getQueue(queue).poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private Object afterwards(Runnable call) throws InterruptedException {
        call.run();
        return left();
    }

    private static Object get(Future<?> future) throws Exception {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static Object all(Map<Member, Future<Object>> futures) throws Exception {
        return futures(futures.values());
    }

    private static Object sorted(Map<Member, Future<Object>> futures) throws Exception {
        return ((List<?>) all(futures)).stream().map(String::valueOf).sorted().toList();
    }

    private static Object futures(Iterable<Future<Object>> futures) throws Exception {
        var results = new ArrayList<>();
        for (var future : futures) {
            results.add(Description.ofResult(get(future)));
        }
        return results;
    }

    private static Object callback(Calls calls, Callable<Object> task, int choice) throws Exception {
        var callback = new Completing();
        calls.executor().submit(task, callback);
        return get(callback.done);
    }

    private static Object keyOwnerCallback(Calls calls, Callable<Object> task, int choice) throws Exception {
        var callback = new Completing();
        calls.executor().submitToKeyOwner(task, "key" + choice, callback);
        return get(callback.done);
    }

    private static Object completionStage(Calls calls, Callable<Object> task, int choice) throws Exception {
        var future = calls.executor().submitToKeyOwner(task, "key" + choice);
        return future instanceof CompletableFuture<Object> stage
                ? get(stage.thenApplyAsync(Description::ofResult))
                : Description.ofResult(get(future));
    }

    private static Object multiCallback(Calls calls, Callable<Object> task, int choice) throws Exception {
        var done = new CompletableFuture<Object>();
        calls.executor().submitToMembers(task, calls.members(), new MultiExecutionCallback() {
            @Override
            public void onResponse(Member member, Object value) {
                // Those of all members come together at the end.
            }

            @Override
            public void onComplete(Map<Member, Object> values) {
                done.complete(
                        values.values().stream().map(Calls::valueOrFailure).toList());
            }
        });
        return get(done);
    }

    private static String valueOrFailure(Object value) {
        return value instanceof Throwable failure ? Outcome.failed(failure).text() : Description.ofResult(value);
    }

    private static Object durable(Calls calls, Callable<Object> task, int choice) throws Exception {
        var future = calls.durable().submit(task);
        Object first;
        try {
            first = get(future);
        } catch (ExecutionException e) {
            return Outcome.failed(e).text();
        }
        var second = get(calls.durable().retrieveAndDisposeResult(future.getTaskId()));
        return List.of(Description.ofResult(first), Description.ofResult(second));
    }

    private static Object once(IScheduledFuture<Object> future) throws Exception {
        try {
            return get(future);
        } finally {
            future.dispose();
        }
    }

    private static Object scheduleOnAllMembers(Calls calls, Callable<Object> task, int choice) throws Exception {
        var futures = calls.scheduled()
                .scheduleOnMembers(task, calls.members(), 0, TimeUnit.MILLISECONDS)
                .values();
        var results = new ArrayList<String>();
        for (var future : futures) {
            results.add(outcome(cast(future)));
        }
        return results;
    }

    private static String outcome(IScheduledFuture<Object> future) {
        try {
            return Outcome.of(once(future)).text();
        } catch (Exception e) {
            return Outcome.failed(e).text();
        }
    }

    private static Object handler(Calls calls, Callable<Object> task, int choice) throws Exception {
        IScheduledFuture<Object> future = calls.scheduled().schedule(task, 1, TimeUnit.MILLISECONDS);
        return once(calls.scheduled().getScheduledFuture(future.getHandler()));
    }

    @SuppressWarnings("unchecked")
    private static IScheduledFuture<Object> cast(IScheduledFuture<?> future) {
        return (IScheduledFuture<Object>) future;
    }

    /** Turns a callback into a future. */
    private static final class Completing implements ExecutionCallback<Object> {
        private final CompletableFuture<Object> done = new CompletableFuture<>();

        @Override
        public void onResponse(Object response) {
            done.complete(response);
        }

        @Override
        public void onFailure(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }
}
