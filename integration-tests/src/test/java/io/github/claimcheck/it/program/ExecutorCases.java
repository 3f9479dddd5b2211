package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MemberSelector;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.MultiExecutionCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Every call of IExecutorService. */
final class ExecutorCases {

    private static final MemberSelector ALL = member -> true;

    private final Cases cases;
    private final IExecutorService executor;

    ExecutorCases(Cases cases) {
        this.cases = cases;
        this.executor = cases.hazelcast().getExecutorService("every-call");
    }

    void run() {
        cases.group("executor");
        calls();
        members();
        runnables();
        callbacks();
        results();
    }

    private void calls() {
        var data = cases.payload(1);
        cases.check("submit", () -> get(executor.submit(job(() -> Payloads.sum(data)))));
        cases.check("submit-selector", () -> get(executor.submit(new Tasks.Sum(data), ALL)));
        cases.check("submitToKeyOwner", () -> get(executor.submitToKeyOwner(new Tasks.Located(data, "key"), "key")));
        cases.check("partitionAware", () -> get(executor.submit(new Tasks.Keyed("key", data))));
        cases.check("invokeAll", () -> {
            var tasks = IntStream.range(0, 20)
                    .mapToObj(i -> (Callable<Long>) job(() -> i + Payloads.sum(data)))
                    .toList();
            return values(executor.invokeAll(tasks));
        });
        cases.check("invokeAny", () -> executor.invokeAny(List.of(new Tasks.Sum(data))));
        cases.check("submit-null", () -> executor.submit((Callable<Long>) null));
    }

    private void members() {
        var data = cases.payload(2);
        cases.check("submitToMember", () -> get(executor.submitToMember(new Tasks.Sum(data), anyMember())));
        cases.check("submitToMembers", () -> values(executor.submitToMembers(new Tasks.Sum(data), allMembers())));
        cases.check("submitToMembers-selector", () -> values(executor.submitToMembers(new Tasks.Sum(data), ALL)));
        cases.check("submitToAllMembers", () -> values(executor.submitToAllMembers(job(() -> Payloads.sum(data)))));
    }

    private void runnables() {
        var data = cases.payload(3);
        var traces = new Traces(cases);
        cases.check("submit-runnable", () -> get(executor.submit(new Tasks.Trace("a", data))));
        cases.check("submit-runnable-result", () -> get(executor.submit(new Tasks.Trace("a", data), "done")));
        cases.check("execute", () -> traces.after("b", 1, key -> executor.execute(new Tasks.Trace(key, data))));
        cases.check(
                "executeOnKeyOwner",
                () -> traces.after("c", 1, key -> executor.executeOnKeyOwner(new Tasks.Trace(key, data), "key")));
        cases.check(
                "executeOnMember",
                () -> traces.after("d", 1, key -> executor.executeOnMember(new Tasks.Trace(key, data), anyMember())));
        var count = allMembers().size();
        cases.check(
                "executeOnMembers",
                () -> traces.after(
                        "e", count, key -> executor.executeOnMembers(new Tasks.Trace(key, data), allMembers())));
        cases.check(
                "executeOnAllMembers",
                () -> traces.after("f", count, key -> executor.executeOnAllMembers(new Tasks.Trace(key, data))));
        cases.check(
                "execute-selector",
                () -> traces.after("g", 1, key -> executor.execute(new Tasks.Trace(key, data), ALL)));
        cases.check("both-interfaces", () -> get(executor.submit((Callable<String>) new Tasks.Both(data))));
        cases.check(
                "lambda-runnable", () -> get(executor.submit((Runnable) Tasks.action(() -> Payloads.sum(data)), 7)));
    }

    private void callbacks() {
        var data = cases.payload(4);
        cases.check("callback", () -> callback(callback -> executor.submit(job(() -> data), callback)));
        cases.check(
                "callback-keyOwner",
                () -> callback(callback -> executor.submitToKeyOwner(job(() -> data), "key", callback)));
        cases.check(
                "callback-member",
                () -> callback(callback -> executor.submitToMember(job(() -> data), anyMember(), callback)));
        cases.check("callback-failure", () -> callback(callback -> executor.submit(job(() -> fail(data)), callback)));
        cases.check("callback-all", () -> {
            var done = new CompletableFuture<Map<Member, Object>>();
            executor.submitToAllMembers(job(() -> data), complete(done));
            return new ArrayList<>(get(done).values());
        });
    }

    private void results() {
        var data = cases.payload(5);
        var size = cases.payloadBytes();
        cases.check("returns-capture", () -> get(executor.submit(job(() -> data))));
        cases.check("returns-new", () -> get(executor.submit(job(() -> Payloads.bytes(size, 9)))));
        cases.check("returns-graph", () -> get(executor.submit(job(() -> Payloads.graph(size / 100)))));
        cases.check("returns-null", () -> get(executor.submit(job(() -> data.length < 0 ? data : null))));
        cases.check("get-twice", () -> {
            var future = executor.submit(job(() -> data));
            return List.of(get(future), get(future), future.isDone());
        });
        cases.check("thenApply", () -> stage(executor.submitToKeyOwner(job(() -> data), "key")));
        cases.check(
                "thenCompose",
                () -> composed(
                        executor.submitToMember(new Tasks.Sum(data), anyMember()),
                        () -> executor.submitToMember(job(() -> data), anyMember())));
        cases.check("all-members", () -> values(executor.submitToAllMembers(job(() -> data))));
        cases.check("invokeAll", () -> values(executor.invokeAll(List.of(job(() -> data), job(() -> data)))));
        cases.check("wrapped", () -> get(executor.submit(job(() -> List.of("a", data, data)))));
    }

    private static Object stage(Future<byte[]> future) throws Exception {
        return future instanceof CompletableFuture<byte[]> stage
                ? get(stage.thenApply(Payloads::sum))
                : Payloads.sum(get(future));
    }

    private static Object composed(Future<Long> first, Supplier<Future<byte[]>> second) throws Exception {
        return first instanceof CompletableFuture<Long> stage
                ? get(stage.thenCompose(sum -> (CompletableFuture<byte[]>) second.get()))
                : get(second.get());
    }

    private static byte[] fail(byte[] data) {
        throw new IllegalStateException("failed with " + data.length);
    }

    private interface WithCallback {
        void submit(ExecutionCallback<byte[]> callback);
    }

    private static Object callback(WithCallback call) throws Exception {
        var done = new CompletableFuture<byte[]>();
        call.submit(new ExecutionCallback<>() {
            @Override
            public void onResponse(byte[] response) {
                done.complete(response);
            }

            @Override
            public void onFailure(Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return get(done);
    }

    private static MultiExecutionCallback complete(CompletableFuture<Map<Member, Object>> done) {
        return new MultiExecutionCallback() {
            @Override
            public void onResponse(Member member, Object value) {}

            @Override
            public void onComplete(Map<Member, Object> values) {
                done.complete(values);
            }
        };
    }

    private Member anyMember() {
        return allMembers().iterator().next();
    }

    private List<Member> allMembers() {
        return List.copyOf(cases.hazelcast().getCluster().getMembers());
    }

    static <T> List<T> values(Map<Member, Future<T>> futures) throws Exception {
        return values(futures.values());
    }

    static <T> List<T> values(Iterable<Future<T>> futures) throws Exception {
        var values = new ArrayList<T>();
        for (var future : futures) {
            values.add(get(future));
        }
        return values;
    }
}
