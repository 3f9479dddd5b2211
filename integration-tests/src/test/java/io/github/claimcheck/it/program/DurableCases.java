package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.durableexecutor.DurableExecutorService;

/** Every call of DurableExecutorService. */
final class DurableCases {

    private final Cases cases;
    private final DurableExecutorService executor;

    DurableCases(Cases cases) {
        this.cases = cases;
        this.executor = cases.hazelcast().getDurableExecutorService("durable");
    }

    void run() {
        cases.group("durable");
        var data = cases.payload(21);
        var traces = new Traces(cases);
        cases.check("submit", () -> get(executor.submit(job(() -> Payloads.sum(data)))));
        cases.check("submit-result", () -> get(executor.submit(job(() -> data))));
        cases.check("submit-keyOwner", () -> get(executor.submitToKeyOwner(new Tasks.Located(data, "key"), "key")));
        cases.check("partition-aware", () -> get(executor.submit(new Tasks.Keyed("key", data))));
        cases.check("submit-runnable", () -> get(executor.submit(new Tasks.Trace("durable", data))));
        cases.check("submit-runnable-result", () -> get(executor.submit(new Tasks.Trace("durable", data), "done")));
        cases.check("execute", () -> traces.after("durable-a", 1, key -> executor.execute(new Tasks.Trace(key, data))));
        cases.check(
                "executeOnKeyOwner",
                () -> traces.after("durable-b", 1, key -> executor.executeOnKeyOwner(new Tasks.Trace(key, data), "k")));
        cases.check("retrieveResult", () -> get(executor.retrieveResult(finished(data))));
        cases.check("retrieveAndDispose", () -> get(executor.retrieveAndDisposeResult(finished(data))));
        cases.check("retrieve-disposed", () -> {
            var id = finished(data);
            executor.disposeResult(id);
            return get(executor.retrieveResult(id));
        });
    }

    private long finished(byte[] data) throws Exception {
        var future = executor.submit(job(() -> data));
        get(future);
        return future.getTaskId();
    }
}
