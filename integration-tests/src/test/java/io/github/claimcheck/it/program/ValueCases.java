package io.github.claimcheck.it.program;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.query.Predicates;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Callables and runnables that are plain values: in maps, keys, queues, topics, predicates. */
final class ValueCases {

    /** A value that could be a task, with a field that queries look at. */
    record Value(String label, byte[] data) implements Callable<String>, Runnable, Serializable {
        @Override
        public String call() {
            return label;
        }

        @Override
        public void run() {}

        public String getLabel() {
            return label;
        }
    }

    /** An entry processor that could be a task. */
    record Marking(byte[] data) implements EntryProcessor<String, Value, String>, Callable<String>, Serializable {
        @Override
        public String process(Map.Entry<String, Value> entry) {
            entry.setValue(new Value(entry.getValue().label() + "!", data));
            return entry.getValue().label();
        }

        @Override
        public String call() {
            return "not called";
        }
    }

    private final Cases cases;

    ValueCases(Cases cases) {
        this.cases = cases;
    }

    void run() {
        cases.group("value");
        var value = new Value("label", cases.payload(51));
        maps(value);
        others(value);
    }

    private void maps(Value value) {
        var hazelcast = cases.hazelcast();
        var map = hazelcast.<String, Value>getMap("values");
        cases.check("map", () -> {
            map.set("a", value);
            return map.get("a").getClass().getName() + Payloads.sum(map.get("a").data());
        });
        cases.check(
                "predicate",
                () -> map.values(Predicates.equal("label", "label")).size());
        cases.check("sql-predicate", () -> map.keySet(Predicates.sql("label like 'lab%'")));
        cases.check("entry-processor", () -> map.executeOnKey("a", new Marking(value.data())));
        cases.check("after-processor", () -> map.get("a").label());
        cases.check("enum-value", () -> {
            var enums = hazelcast.<String, Tasks.Fixed>getMap("enums");
            enums.set("e", Tasks.Fixed.TWO);
            return enums.get("e") == Tasks.Fixed.TWO;
        });
        cases.check("enum-key", () -> {
            var keyed = hazelcast.<Tasks.Fixed, String>getMap("enum-keys");
            keyed.set(Tasks.Fixed.ONE, "one");
            return keyed.get(Tasks.Fixed.ONE);
        });
        cases.check("lambda-value", () -> {
            var lambdas = hazelcast.<String, Tasks.Job<Long>>getMap("lambdas");
            var data = value.data();
            lambdas.set("l", () -> Payloads.sum(data));
            return lambdas.get("l").call();
        });
        cases.check("record-key", () -> {
            var keyed = hazelcast.<Tasks.SumRecord, String>getMap("record-keys");
            var key = new Tasks.SumRecord(value.data(), "k");
            keyed.set(key, "v");
            return keyed.get(new Tasks.SumRecord(value.data().clone(), "k"));
        });
    }

    private void others(Value value) {
        var hazelcast = cases.hazelcast();
        cases.check("queue", () -> {
            var queue = hazelcast.<Value>getQueue("queue");
            queue.put(value);
            return Payloads.sum(queue.take().data());
        });
        cases.check("topic", () -> {
            var topic = hazelcast.<Value>getTopic("topic");
            var received = new CompletableFuture<String>();
            var id = topic.addMessageListener(
                    message -> received.complete(message.getMessageObject().label()));
            topic.publish(value);
            try {
                return received.get(20, TimeUnit.SECONDS);
            } finally {
                topic.removeMessageListener(id);
            }
        });
        cases.check("replicated-map", () -> {
            var map = hazelcast.<String, Value>getReplicatedMap("replicated");
            map.put("r", value);
            return map.get("r").label();
        });
        cases.check("list", () -> {
            var list = hazelcast.<Value>getList("list");
            list.clear();
            list.add(value);
            return list.get(0).label();
        });
    }
}
