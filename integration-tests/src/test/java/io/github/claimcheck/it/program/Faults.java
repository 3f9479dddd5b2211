package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Submits tasks, one scenario at a time, and prints what becomes of them; the test breaks things meanwhile. */
public final class Faults {

    private static final int BYTES = 3 << 20;
    private static final Map<String, Scenario> SCENARIOS = Map.of(
            "durable", Faults::durable,
            "everywhere", Faults::everywhere,
            "abandoned", Faults::abandoned,
            "repeated", Faults::repeated,
            "queued", Faults::queued,
            "mix", Faults::mix);

    /** Prints lines as things happen. */
    private interface Scenario {
        void run(HazelcastInstance hazelcast) throws Exception;
    }

    private Faults() {}

    /** Says which process it runs in, waits until it is allowed to go on, and sums its capture. */
    static final class Gated implements Callable<Long>, Serializable, HazelcastInstanceAware {
        private final String name;
        private final byte[] data;
        private transient HazelcastInstance hazelcast;

        Gated(String name, byte[] data) {
            this.name = name;
            this.data = data;
        }

        @Override
        public Long call() throws InterruptedException {
            hazelcast.getMap("started").put(name, ProcessHandle.current().pid());
            var gate = new CountDownLatch(1);
            var control = hazelcast.<String, Boolean>getMap("control");
            Consumer<Object> open = event -> gate.countDown();
            var id = control.addEntryListener(
                    (com.hazelcast.map.listener.EntryAddedListener<String, Boolean>) open::accept, "go", false);
            try {
                if (!control.containsKey("go")) {
                    gate.await(3, MINUTES);
                }
            } finally {
                control.removeEntryListener(id);
            }
            hazelcast.<String, Long>getMap("finished").put(name, Payloads.sum(data));
            return Payloads.sum(data);
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /** Counts its runs in a map, if what it captured is whole. */
    static final class Beat implements Runnable, Serializable, HazelcastInstanceAware {
        private final byte[] data;
        private final long sum;
        private transient HazelcastInstance hazelcast;

        Beat(byte[] data) {
            this.data = data;
            this.sum = Payloads.sum(data);
        }

        @Override
        public void run() {
            var name = Payloads.sum(data) == sum ? "beats" : "wrong";
            hazelcast.<String, Long>getMap("beats").merge(name, 1L, Long::sum);
            hazelcast.getMap("started").put("beat", ProcessHandle.current().pid());
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /**
     * Runs a scenario to its end.
     *
     * @param arguments the role and the scenario's name
     * @throws Exception if it fails in a way that it does not report
     */
    public static void main(String[] arguments) throws Exception {
        var hazelcast = EveryCall.join(arguments[0]);
        try {
            SCENARIOS.get(arguments[1]).run(hazelcast);
        } finally {
            hazelcast.shutdown();
        }
    }

    private static void durable(HazelcastInstance hazelcast) throws Exception {
        var data = Payloads.bytes(BYTES, 71);
        var executor = hazelcast.getDurableExecutorService("faults");
        var futures = new ArrayList<Future<Long>>();
        for (var i = 0; i < 6; i++) {
            futures.add(executor.submitToKeyOwner(new Gated("durable-" + i, data), "key-" + i));
        }
        say("submitted");
        for (var future : futures) {
            say(outcome(future, Payloads.sum(data)));
        }
    }

    private static void everywhere(HazelcastInstance hazelcast) throws Exception {
        var data = Payloads.bytes(BYTES, 72);
        var futures = hazelcast.getExecutorService("faults").submitToAllMembers(job(() -> Payloads.sum(data)));
        say("submitted");
        for (var future : futures.values()) {
            say(outcome(future, Payloads.sum(data)));
        }
    }

    private static void abandoned(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getExecutorService("single");
        for (var i = 0; i < 6; i++) {
            executor.submitToKeyOwner(new Gated("abandoned-" + i, Payloads.bytes(BYTES, 730 + i)), "key");
        }
        say("submitted");
        awaitControl(hazelcast, "exit");
    }

    private static void repeated(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getScheduledExecutorService("faults");
        var future = executor.scheduleOnKeyOwnerAtFixedRate(
                new Beat(Payloads.bytes(BYTES, 74)), "key", 0, 500, MILLISECONDS);
        say("submitted");
        awaitControl(hazelcast, "stop");
        future.dispose();
        say("disposed");
        awaitControl(hazelcast, "exit");
    }

    private static void queued(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getExecutorService("single");
        var first = executor.submitToKeyOwner(new Gated("first", new byte[1]), "key");
        var data = Payloads.bytes(BYTES, 75);
        var second = executor.submitToKeyOwner(new Gated("second", data), "key");
        say("submitted");
        say(outcome(first, 0));
        say(outcome(second, Payloads.sum(data)));
        awaitControl(hazelcast, "again");
        say(outcome(executor.submitToKeyOwner(new Gated("third", data), "key"), Payloads.sum(data)));
    }

    /** Success, failure, cancellation before and while running, rejection, futures that nobody reads. */
    private static void mix(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getExecutorService("mix");
        var tiny = hazelcast.getExecutorService("tiny");
        var pending = new ArrayList<Future<?>>();
        for (var i = 0; i < 20; i++) {
            var data = Payloads.bytes(BYTES / 10, 7600 + i);
            pending.add(executor.submit(job(() -> data)));
            pending.add(executor.submit(job(() -> Integer.parseInt("no number " + data.length))));
            var running = executor.submit(new Gated("mix-" + i, data));
            running.cancel(i % 2 == 0);
            pending.addAll(IntStream.range(0, 4)
                    .mapToObj(n -> tiny.submit(job(() -> slow(data))))
                    .toList());
            executor.submit(job(() -> data));
            pending.addAll(executor.submitToAllMembers(job(() -> Arrays.hashCode(data)))
                    .values());
            var durable = hazelcast.getDurableExecutorService("mix").submit(job(() -> data.length));
            durable.get();
            hazelcast
                    .getScheduledExecutorService("mix")
                    .schedule(new Tasks.Sum(data), i % 2 == 0 ? 0 : 10_000, MILLISECONDS)
                    .dispose();
        }
        hazelcast.getMap("control").put("go", true);
        var failed = 0;
        for (var future : pending) {
            failed += succeeds(future) ? 0 : 1;
        }
        say("failed " + (failed >= 20));
        executor.destroy();
        say("done");
        awaitControl(hazelcast, "exit");
    }

    private static long slow(byte[] data) throws InterruptedException {
        new CountDownLatch(1).await(20, MILLISECONDS);
        return Payloads.sum(data);
    }

    private static boolean succeeds(Future<?> future) throws InterruptedException {
        try {
            future.get();
            return true;
        } catch (ExecutionException
                | java.util.concurrent.CancellationException
                | java.util.concurrent.RejectedExecutionException e) {
            return false;
        }
    }

    private static void awaitControl(HazelcastInstance hazelcast, String key) throws InterruptedException {
        var seen = new CountDownLatch(1);
        var control = hazelcast.<String, Boolean>getMap("control");
        Consumer<Object> count = event -> seen.countDown();
        control.addEntryListener(
                (com.hazelcast.map.listener.EntryAddedListener<String, Boolean>) count::accept, key, false);
        if (!control.containsKey(key)) {
            seen.await(5, MINUTES);
        }
    }

    private static String outcome(Future<Long> future, long expected) throws Exception {
        try {
            return future.get(2, MINUTES) == expected ? "right" : "WRONG";
        } catch (ExecutionException | RuntimeException e) {
            return "failed " + Outcome.of(e);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
