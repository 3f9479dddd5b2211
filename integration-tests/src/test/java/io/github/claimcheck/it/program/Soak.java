package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.query.Predicates;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A long random mix of executors, calls and sizes, while members come and go. */
public final class Soak {

    private static final int MIN_BYTES = 1 << 10;
    private static final int MAX_BYTES = 50 << 20;

    /** How many calls are under way at a time. */
    private static final int CALLERS = 4;

    private final HazelcastInstance hazelcast;
    private final Random random;
    private final Outcomes outcomes;

    /** What became of the calls of all callers. */
    private static final class Outcomes {
        private final AtomicInteger right = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
    }

    private Soak(HazelcastInstance hazelcast, long seed, Outcomes outcomes) {
        this.hazelcast = hazelcast;
        this.random = new Random(seed);
        this.outcomes = outcomes;
    }

    /**
     * Prints how many results were right, wrong, or lost with their member, as they are without the plugin.
     *
     * @param arguments the role, the seed, the minutes to go on for
     * @throws Exception if a task fails in a way that no lost member explains
     */
    public static void main(String[] arguments) throws Exception {
        var hazelcast = EveryCall.join(arguments[0]);
        var seed = Long.parseLong(arguments[1]);
        var end = System.nanoTime() + MINUTES.toNanos(Long.parseLong(arguments[2]));
        var outcomes = new Outcomes();
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            var calling = new ArrayList<Future<Void>>();
            for (int i = 0; i < CALLERS; i++) {
                var soak = new Soak(hazelcast, seed + i, outcomes);
                boolean prints = i == 0;
                calling.add(callers.submit(() -> soak.run(end, prints)));
            }
            for (var caller : calling) {
                caller.get();
            }
            say("right " + outcomes.right);
            say("wrong " + outcomes.wrong);
            say("lost " + outcomes.lost);
        } finally {
            callers.shutdownNow();
            hazelcast.shutdown();
        }
    }

    private Void run(long end, boolean printsHeap) throws Exception {
        for (var next = System.nanoTime(); System.nanoTime() < end; ) {
            step();
            if (printsHeap && System.nanoTime() - next >= 0) {
                next = System.nanoTime() + MINUTES.toNanos(1);
                printHeap();
            }
        }
        return null;
    }

    private void step() throws Exception {
        var data = Payloads.bytes(size(), random.nextInt(200));
        try {
            var sum = call(data);
            (sum == Payloads.sum(data) ? outcomes.right : outcomes.wrong).incrementAndGet();
        } catch (ExecutionException | RuntimeException e) {
            if (!isMemberLost(e)) {
                throw e;
            }
            outcomes.lost.incrementAndGet();
        }
    }

    /** What the fullest member uses after a collection. */
    private void printHeap() throws Exception {
        var used = hazelcast.getExecutorService("soak").submitToAllMembers(job(Soak::usedMegabytes));
        try {
            var most = ExecutorCases.values(used).stream()
                    .mapToLong(Long::longValue)
                    .max();
            say("heap " + most.orElseThrow() + " MB after " + (outcomes.right.get() + outcomes.lost.get()) + " calls");
        } catch (ExecutionException | RuntimeException e) {
            if (!isMemberLost(e)) {
                throw e;
            }
        }
    }

    private static long usedMegabytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }

    /** Small ones are as frequent as large ones: evenly spread over the orders of magnitude. */
    private int size() {
        return (int) (MIN_BYTES * Math.pow((double) MAX_BYTES / MIN_BYTES, random.nextDouble()));
    }

    private long call(byte[] data) throws Exception {
        var key = "key-" + random.nextInt(100);
        var executor = hazelcast.getExecutorService("soak");
        switch (random.nextInt(9)) {
            case 0:
                return executor.submit(job(() -> Payloads.sum(data))).get();
            case 1:
                return Payloads.sum(
                        executor.submitToKeyOwner(job(() -> data), key).get());
            case 2:
                return ExecutorCases.values(executor.submitToAllMembers(new Tasks.Sum(data)))
                        .get(0);
            case 3:
                var sum = hazelcast
                        .getDurableExecutorService("soak")
                        .submit(new Tasks.Sum(data))
                        .get();
                // A member that is killed before it has sent the backup of its first durable task takes that with it;
                // the engine then answers with nothing.
                return sum == null ? lost() : sum;
            case 4:
                var future = hazelcast
                        .getScheduledExecutorService("soak")
                        .scheduleOnKeyOwner(new Tasks.Sum(data), key, 10, MILLISECONDS);
                try {
                    return future.get();
                } finally {
                    future.dispose();
                }
            case 5:
                return sumOf(executor.invokeAll(Collections.nCopies(3, new Tasks.Sum(data))));
            case 6:
                return repeat(data);
            case 7:
                // Cancelled before it runs, while it runs or after that; what matters is what it leaves behind.
                executor.submit(new Tasks.Sum(data)).cancel(true);
                return Payloads.sum(data);
            default:
                return executor.submit(new Tasks.Written(data)).get();
        }
    }

    private static long sumOf(List<Future<Long>> results) throws Exception {
        var sums = new HashSet<Long>();
        for (var result : results) {
            sums.add(result.get());
        }
        return sums.size() == 1 ? sums.iterator().next() : -1;
    }

    /** Runs at a fixed rate until it has run three times, also if its member is lost meanwhile. */
    private long repeat(byte[] data) throws Exception {
        var name = "soak-" + random.nextLong() + "-";
        IMap<String, Long> traces = hazelcast.getMap("traces");
        var third = new CountDownLatch(1);
        EntryAddedListener<String, Long> listener = event -> third.countDown();
        var listening = traces.addEntryListener(listener, name + 3, false);
        var repeated = hazelcast
                .getScheduledExecutorService("soak")
                .scheduleOnKeyOwnerAtFixedRate(new Tasks.Counting(name, data), name, 10, 10, MILLISECONDS);
        try {
            // The event may be lost with a member.
            if (!third.await(1, MINUTES) && repeated.isDone()) {
                repeated.get();
            }
            var sum = traces.get(name + 3);
            return sum == null ? -1 : sum;
        } finally {
            repeated.dispose();
            traces.removeEntryListener(listening);
            traces.removeAll(Predicates.like("__key", name + "%"));
        }
    }

    private static long lost() throws MemberLeftException {
        throw new MemberLeftException("A durable task is lost");
    }

    private static boolean isMemberLost(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MemberLeftException
                    || cause instanceof TargetDisconnectedException
                    || cause instanceof RetryableException
                    || cause.getClass().getSimpleName().contains("StaleTask")) {
                return true;
            }
        }
        return false;
    }
}
