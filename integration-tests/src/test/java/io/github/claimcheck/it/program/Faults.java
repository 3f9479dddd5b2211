package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.it.program.FaultTasks.Beat;
import io.github.claimcheck.it.program.FaultTasks.Gated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Submits tasks, one scenario at a time, and prints what becomes of them; the test breaks things meanwhile. */
public final class Faults {

    private static final int BYTES = 3 << 20;
    private static final int KEPT = 16;

    private static final Map<String, Scenario> SCENARIOS = Map.of(
            "mix", Mix::run,
            "durable", Faults::durable,
            "everywhere", Faults::everywhere,
            "behind", Faults::behind,
            "abandoned", Faults::abandoned,
            "repeated", Faults::repeated,
            "kept", Faults::kept,
            "uploads", Faults::uploads,
            "upload", Faults::upload,
            "half", Faults::half);

    /** Prints lines as things happen. */
    private interface Scenario {
        void run(HazelcastInstance hazelcast) throws Exception;
    }

    private Faults() {}

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
        say("ready");
        // A line from the test: a map would not answer while a member is suspended.
        System.in.read();
        var futures = hazelcast.getExecutorService("faults").submitToAllMembers(job(() -> Payloads.sum(data)));
        for (var future : futures.values()) {
            say(outcome(future, Payloads.sum(data)));
        }
    }

    /** On each member one task runs, and another one with a capture waits behind it. */
    private static void behind(HazelcastInstance hazelcast) throws Exception {
        var data = Payloads.bytes(BYTES, 73);
        var executor = hazelcast.getExecutorService("single");
        executor.submitToAllMembers(new Gated("behind", new byte[1]));
        var futures = executor.submitToAllMembers(job(() -> Payloads.sum(data)));
        say("submitted");
        for (var future : futures.values()) {
            say(outcome(future, Payloads.sum(data)));
        }
    }

    /** One task runs, the others wait behind it. */
    private static void abandoned(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getExecutorService("single");
        for (var i = 0; i < 6; i++) {
            executor.submitToMember(new Gated("abandoned-" + i, Payloads.bytes(BYTES, 730 + i)), oldest(hazelcast));
        }
        // When this one has run, the others have arrived.
        hazelcast
                .getExecutorService("faults")
                .submitToMember(job(() -> 1L), oldest(hazelcast))
                .get();
        say("submitted");
        Control.await(hazelcast, "exit");
    }

    private static void repeated(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getScheduledExecutorService("faults");
        var future = executor.scheduleOnKeyOwnerAtFixedRate(
                new Beat(Payloads.bytes(BYTES, 74)), "key", 0, 250, MILLISECONDS);
        say("submitted");
        Control.await(hazelcast, "stop");
        future.dispose();
        say("disposed");
        Control.await(hazelcast, "exit");
    }

    /**
     * Tasks with captures of their own wait on one member, behind one that captures nothing; then all of that again, as
     * often as the test allows.
     */
    private static void kept(HazelcastInstance hazelcast) throws Exception {
        var executor = hazelcast.getExecutorService("single");
        for (var round = 0; round < 2; round++) {
            var target = oldest(hazelcast);
            var first = executor.submitToMember(new Gated("kept", new byte[1]), target);
            var futures = new ArrayList<Future<Long>>();
            for (var i = 0; i < KEPT; i++) {
                futures.add(executor.submitToMember(new Gated("kept-" + i, Payloads.bytes(BYTES, 750 + i)), target));
            }
            say("submitted");
            first.get();
            for (var i = 0; i < KEPT; i++) {
                say(outcome(futures.get(i), Payloads.sum(Payloads.bytes(BYTES, 750 + i))));
            }
            Control.await(hazelcast, "again");
        }
    }

    /** The same contents wherever it runs, by several executors. */
    private static void half(HazelcastInstance hazelcast) throws Exception {
        say("members " + hazelcast.getCluster().getMembers().size());
        for (var i = 0; i < KEPT; i++) {
            var data = Payloads.bytes(BYTES, 790 + i);
            var sum = Payloads.sum(data);
            say(outcome(hazelcast.getExecutorService("faults").submit(job(() -> Payloads.sum(data))), sum));
            say(outcome(hazelcast.getDurableExecutorService("faults").submit(job(() -> Payloads.sum(data))), sum));
        }
    }

    /** Distinct captures, one after another, until the test says that it is enough. */
    private static void uploads(HazelcastInstance hazelcast) throws Exception {
        var stopped = new CountDownLatch(1);
        var watch = new Thread(() -> {
            try {
                Control.await(hazelcast, "enough");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            stopped.countDown();
        });
        watch.start();
        var wrong = 0;
        for (var i = 0; !stopped.await(10, MILLISECONDS); i++) {
            var data = Payloads.bytes(BYTES, 77_000 + i);
            var result = hazelcast.getExecutorService("faults").submit(job(() -> Payloads.sum(data)));
            wrong += result.get(60, SECONDS) == Payloads.sum(data) ? 0 : 1;
        }
        say("wrong " + wrong);
    }

    /** Takes long, because the test has set a small size of chunks. */
    private static void upload(HazelcastInstance hazelcast) throws Exception {
        var data = Payloads.bytes(20 * BYTES, 78);
        var future = hazelcast.getExecutorService("faults").submit(job(() -> Payloads.sum(data)));
        say("submitted");
        say(outcome(future, Payloads.sum(data)));
    }

    private static Member oldest(HazelcastInstance hazelcast) {
        return List.copyOf(hazelcast.getCluster().getMembers()).get(0);
    }

    private static String outcome(Future<Long> future, long expected) throws Exception {
        try {
            return future.get(2, MINUTES) == expected ? "right" : "WRONG";
        } catch (ExecutionException | RuntimeException e) {
            return "failed " + Outcome.of(e);
        }
    }

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println(line);
    }
}
