package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.core.IExecutorService;
import com.hazelcast.durableexecutor.DurableExecutorService;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** Every kind of task class, on the executors that serialize in different ways. */
final class ShapeCases {

    private final Cases cases;
    private final IExecutorService executor;
    private final DurableExecutorService durable;

    ShapeCases(Cases cases) {
        this.cases = cases;
        this.executor = cases.hazelcast().getExecutorService("shapes");
        this.durable = cases.hazelcast().getDurableExecutorService("shapes");
    }

    void run() {
        cases.group("shape");
        var data = cases.payload(11);
        check("lambda", job(() -> Payloads.sum(data)));
        check("lambda-primitives", lambdaOfPrimitives(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, data));
        check("lambda-empty", job(() -> "nothing captured"));
        check("method-reference", (Callable<Long> & Serializable) new Tasks.Sum(data)::call);
        check("static-reference", (Callable<String> & Serializable) Tasks::constant);
        check("anonymous", anonymous(data));
        check("class", new Tasks.Sum(data));
        check("record", new Tasks.SumRecord(data, "label"));
        check("enum", Tasks.Fixed.ONE);
        check("enum-body", Tasks.Fixed.TWO);
        check("externalizable", new Tasks.Written(data));
        check("top-level", new TopLevelTask(data));
        check("inherited", new TopLevelTask.Extended(data));
        check("inner", new TopLevelTask.Outer(data).inner());
        check("nested-lambda", nested(data));
        serializers(data);
    }

    private void serializers(byte[] data) {
        check("data-serializable", new SerializerTasks.Plain(data));
        check("identified", new SerializerTasks.Identified(data));
        check("identified-wrapping", new SerializerTasks.Wrapping(new Tasks.Sum(data)));
        check("portable", new SerializerTasks.Portably(data));
        check("compact", new SerializerTasks.Compacted(data));
        check("compact-zero-config", new SerializerTasks.ZeroConfig(data, "zero"));
        check("user-serializer", new SerializerTasks.UserSerialized(data));
    }

    private void check(String name, Callable<?> task) {
        cases.check(name, () -> get(executor.submit(task)));
        cases.check(name + "-to-members", () -> ExecutorCases.values(anyTyped(task)));
        cases.check(name + "-durable", () -> get(durable.submit(task)));
    }

    @SuppressWarnings("unchecked")
    private java.util.Map<com.hazelcast.cluster.Member, java.util.concurrent.Future<Object>> anyTyped(
            Callable<?> task) {
        return executor.submitToAllMembers((Callable<Object>) task);
    }

    private static Callable<?> lambdaOfPrimitives(
            boolean a, byte b, char c, short d, int e, long f, float g, double h, byte[] data) {
        return job(() -> "" + a + b + c + d + e + f + g + h + Payloads.sum(data));
    }

    private static Callable<?> nested(byte[] data) {
        var inner = job(() -> Payloads.sum(data));
        return job(() -> inner.call() + 1);
    }

    private static Callable<Long> anonymous(byte[] data) {
        return new Tasks.Job<>() {
            @Override
            public Long call() {
                return Payloads.sum(data);
            }
        };
    }
}
