package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Cases.get;
import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What users take for granted: identity, isolation, exceptions, cancellation. */
final class BehaviourCases {

    /** A singleton that stays one. */
    static final class Single implements Serializable {
        static final Single INSTANCE = new Single();

        private Object readResolve() {
            return INSTANCE;
        }
    }

    /** Fails with fields of its own. */
    static final class Broken extends RuntimeException {
        final byte[] evidence;

        Broken(String message, byte[] evidence, Throwable cause) {
            super(message, cause);
            this.evidence = evidence;
        }
    }

    private final Cases cases;
    private final IExecutorService executor;

    BehaviourCases(Cases cases) {
        this.cases = cases;
        this.executor = cases.hazelcast().getExecutorService("behaviour");
    }

    void run() {
        cases.group("behaviour");
        isolation();
        identity();
        failures();
        cancellation();
        strings();
    }

    private void isolation() {
        var data = cases.payload(41);
        cases.check(
                "mutated-on-member",
                () -> get(executor.submit(job(() -> {
                    data[0]++;
                    return data;
                }))));
        cases.check("submitter-unchanged", () -> data);
        cases.check("tasks-isolated", () -> {
            var firsts = new ArrayList<Byte>();
            for (var i = 0; i < 4; i++) {
                firsts.add(get(executor.submitToKeyOwner(job(() -> ++data[0]), "key")));
            }
            return firsts;
        });
        cases.check("mutated-by-submitter", () -> {
            var mine = data.clone();
            var before = get(executor.submit(new Tasks.Sum(mine)));
            mine[mine.length / 2]++;
            return List.of(before, get(executor.submit(new Tasks.Sum(mine))));
        });
        cases.check("list-mutated-on-member", () -> {
            var list = new ArrayList<>(List.of(data, data, "x"));
            var result = get(executor.submit(job(() -> {
                list.add("y");
                return list;
            })));
            return List.of(result, list.size());
        });
    }

    private void identity() {
        var data = cases.payload(42);
        var holder = new HashMap<String, Object>(Map.of("data", data));
        holder.put("self", holder.get("data"));
        cases.check("shared-captures", () -> {
            var same = data;
            return get(executor.submit(
                    job(() -> same == data && holder.get("data") == holder.get("self") && holder.get("data") == data)));
        });
        cases.check("cycle", () -> {
            var cycle = new ArrayList<Object>();
            cycle.add(data);
            cycle.add(cycle);
            return get(executor.submit(job(() -> cycle.get(1) == cycle && cycle.get(0) == data)));
        });
        cases.check("shared-list", () -> {
            var list = new ArrayList<>(List.of(data));
            var one = new Object[] {list};
            var two = new Object[] {list};
            return get(executor.submit(job(() -> one[0] == two[0])));
        });
        cases.check("shared-immutable-list", () -> {
            var list = IntStream.range(0, data.length / 4).boxed().toList();
            var one = new HashMap<>(Map.of("list", list));
            var two = new ConcurrentHashMap<>(Map.of("list", list));
            return get(executor.submit(job(() -> one.get("list") == two.get("list") && two.get("list") == list)));
        });
        cases.check("immutable-list", () -> {
            var list = IntStream.range(0, data.length / 4).boxed().toList();
            var again = list;
            return get(executor.submit(job(() -> list == again && list.size() == data.length / 4)));
        });
        cases.check("singletons", () -> {
            var nothing = (Object) null;
            var single = Single.INSTANCE;
            var unit = TimeUnit.DAYS;
            var flag = Boolean.TRUE;
            return get(executor.submit(job(() -> nothing == null
                    && single == Single.INSTANCE
                    && unit == TimeUnit.DAYS
                    && flag.equals(true)
                    && data != null
                    && Collections.emptyList() != null)));
        });
        cases.check("class-capture", () -> {
            var type = String.class;
            return get(executor.submit(job(() -> type == String.class && data.length > 0)));
        });
    }

    private void failures() {
        var data = cases.payload(43);
        cases.check("not-serializable-capture", () -> {
            var lock = new Object();
            return get(executor.submit(job(() -> lock.hashCode() + data.length)));
        });
        cases.check("not-serializable-deep", () -> {
            var deep = new ArrayList<Object>(List.of(data, Optional.of(1)));
            return get(executor.submit(job(() -> deep.size())));
        });
        cases.check("not-serializable-result", () -> get(executor.submit(job(() -> Optional.of(data)))));
        cases.check("runtime-exception", () -> get(executor.submit(job(() -> Integer.parseInt("not " + data.length)))));
        cases.check(
                "checked-exception",
                () -> get(executor.submit(job(() -> {
                    throw new java.security.GeneralSecurityException("check " + data.length);
                }))));
        cases.check(
                "custom-exception",
                () -> get(executor.submit(job(() -> {
                    throw new Broken("broken", data, new IllegalArgumentException("cause"));
                }))));
        cases.check(
                "error",
                () -> get(executor.submit(job(() -> {
                    throw new StackOverflowError("error " + data.length);
                }))));
        cases.check("rejected-after-shutdown", () -> {
            var closed = cases.hazelcast().getExecutorService("closed" + cases.payloadBytes());
            closed.shutdown();
            return get(closed.submit(new Tasks.Sum(data)));
        });
    }

    private void cancellation() {
        var data = cases.payload(44);
        cases.check("cancel-running", () -> {
            var future = executor.submit(job(() -> {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                return data;
            }));
            return Arrays.asList(future.cancel(true), future.isCancelled(), future.isDone());
        });
        cases.check("get-cancelled", () -> {
            var future = executor.submit(job(() -> {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                return data;
            }));
            future.cancel(true);
            return get(future);
        });
    }

    private void strings() {
        var text = Payloads.text(cases.payloadBytes(), 45);
        cases.check("string", () -> get(executor.submit(job(() -> text + "!"))));
        var doubles = Payloads.doubles(cases.payloadBytes(), 46);
        cases.check("doubles", () -> get(executor.submit(job(() -> doubles))));
        var graph = Payloads.graph(cases.payloadBytes() / 50);
        cases.check("graph", () -> get(executor.submit(job(() -> graph.get("key-1") + " " + graph.size()))));
    }
}
