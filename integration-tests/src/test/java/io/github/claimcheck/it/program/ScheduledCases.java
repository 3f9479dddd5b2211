package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.hazelcast.cluster.Member;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import com.hazelcast.scheduledexecutor.IScheduledFuture;
import com.hazelcast.scheduledexecutor.TaskUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every call of IScheduledExecutorService. */
final class ScheduledCases {

    private final Cases cases;
    private final IScheduledExecutorService executor;

    ScheduledCases(Cases cases) {
        this.cases = cases;
        this.executor = cases.hazelcast().getScheduledExecutorService("scheduled");
    }

    void run() {
        cases.group("scheduled");
        oneShot();
        repeated();
        var data = cases.payload(31);
        cases.check("named-twice", () -> {
            var task = TaskUtils.named("twice", job(() -> data));
            var first = executor.schedule(task, 10, MILLISECONDS);
            try {
                return executor.schedule(task, 10, MILLISECONDS);
            } finally {
                get(first);
                first.dispose();
            }
        });
    }

    private void oneShot() {
        var data = cases.payload(32);
        cases.check("schedule", () -> ended(executor.schedule(job(() -> Payloads.sum(data)), 0, MILLISECONDS)));
        cases.check("schedule-delay", () -> ended(executor.schedule(new Tasks.Sum(data), 200, MILLISECONDS)));
        cases.check("schedule-result", () -> ended(executor.schedule(job(() -> data), 0, MILLISECONDS)));
        cases.check(
                "schedule-runnable",
                () -> ended(executor.<Object>schedule(new Tasks.Trace("sched", data), 0, MILLISECONDS)));
        cases.check(
                "on-key-owner",
                () -> ended(executor.scheduleOnKeyOwner(new Tasks.Located(data, "key"), "key", 0, MILLISECONDS)));
        cases.check(
                "on-member",
                () -> ended(
                        executor.scheduleOnMember(new Tasks.Sum(data), members().get(0), 0, MILLISECONDS)));
        cases.check(
                "on-members", () -> all(executor.scheduleOnMembers(new Tasks.Sum(data), members(), 0, MILLISECONDS)));
        cases.check(
                "on-all-members",
                () -> all(executor.scheduleOnAllMembers(job(() -> Payloads.sum(data)), 0, MILLISECONDS)));
        cases.check("handler", () -> {
            var handler = executor.schedule(job(() -> data), 0, MILLISECONDS).getHandler();
            return ended(executor.<byte[]>getScheduledFuture(handler));
        });
        cases.check(
                "failure",
                () -> ended(executor.schedule(job(() -> Integer.parseInt("x" + data.length)), 0, MILLISECONDS)));
        cases.check("cancel", () -> {
            var future = executor.schedule(new Tasks.Sum(data), 1_000_000, MILLISECONDS);
            var cancelled = List.of(future.cancel(false), future.isCancelled(), future.isDone());
            future.dispose();
            return cancelled;
        });
        cases.check("auto-disposed", () -> executor.schedule(new Tasks.Once(data), 0, MILLISECONDS) != null);
    }

    private void repeated() {
        var data = cases.payload(33);
        var traces = new Traces(cases);
        cases.check("fixed-rate", () -> repeated("rate", traces, data, false));
        cases.check("fixed-rate-key-owner", () -> repeated("rate-key", traces, data, true));
    }

    private Object repeated(String name, Traces traces, byte[] data, boolean keyOwner) throws Exception {
        var task = new Tasks.Counting(name, data);
        var futures = new ArrayList<IScheduledFuture<?>>();
        try {
            return traces.after(
                    name + 3,
                    1,
                    key -> futures.add(
                            keyOwner
                                    ? executor.scheduleOnKeyOwnerAtFixedRate(task, "key", 0, 100, MILLISECONDS)
                                    : executor.scheduleAtFixedRate(task, 0, 100, MILLISECONDS)));
        } finally {
            futures.forEach(IScheduledFuture::dispose);
        }
    }

    private List<Member> members() {
        return List.copyOf(cases.hazelcast().getCluster().getMembers());
    }

    private static <T> T ended(IScheduledFuture<T> future) throws Exception {
        try {
            return get(future);
        } finally {
            future.dispose();
        }
    }

    private static <T> List<T> all(Map<Member, IScheduledFuture<T>> futures) throws Exception {
        var values = new ArrayList<T>();
        for (var future : futures.values()) {
            values.add(ended(future));
        }
        return values;
    }
}
