package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** A long random mix of executors, calls and sizes, while members come and go. */
public final class Soak {

    private static final int MIN_BYTES = 1 << 10;
    private static final int MAX_BYTES = 50 << 20;

    private final HazelcastInstance hazelcast;
    private final Random random;
    private int right;
    private int wrong;
    private int lost;

    private Soak(HazelcastInstance hazelcast, long seed) {
        this.hazelcast = hazelcast;
        this.random = new Random(seed);
    }

    /**
     * Prints how many results were right, wrong, or lost with their member, as they are without the plugin.
     *
     * @param arguments the role, the seed, the minutes to go on for
     * @throws Exception if a task fails in a way that no lost member explains
     */
    public static void main(String[] arguments) throws Exception {
        var hazelcast = EveryCall.join(arguments[0]);
        try {
            var soak = new Soak(hazelcast, Long.parseLong(arguments[1]));
            var end = System.nanoTime() + MINUTES.toNanos(Long.parseLong(arguments[2]));
            for (var next = System.nanoTime(); System.nanoTime() < end; ) {
                soak.step();
                if (System.nanoTime() - next >= 0) {
                    next = System.nanoTime() + MINUTES.toNanos(1);
                    soak.printHeap();
                }
            }
            say("right " + soak.right);
            say("wrong " + soak.wrong);
            say("lost " + soak.lost);
        } finally {
            hazelcast.shutdown();
        }
    }

    private void step() throws Exception {
        var data = Payloads.bytes(size(), random.nextInt(200));
        try {
            var sum = call(data);
            right += sum == Payloads.sum(data) ? 1 : 0;
            wrong += sum == Payloads.sum(data) ? 0 : 1;
        } catch (ExecutionException | RuntimeException e) {
            if (!isMemberLost(e)) {
                throw e;
            }
            lost++;
        }
    }

    /** What the fullest member uses after a collection. */
    private void printHeap() throws Exception {
        var used = hazelcast.getExecutorService("soak").submitToAllMembers(job(Soak::usedMegabytes));
        try {
            var most = ExecutorCases.values(used).stream()
                    .mapToLong(Long::longValue)
                    .max();
            say("heap " + most.orElseThrow() + " MB after " + (right + lost) + " calls");
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
        switch (random.nextInt(6)) {
            case 0:
                return executor.submit(job(() -> Payloads.sum(data))).get();
            case 1:
                return Payloads.sum(
                        executor.submitToKeyOwner(job(() -> data), key).get());
            case 2:
                return ExecutorCases.values(executor.submitToAllMembers(new Tasks.Sum(data)))
                        .get(0);
            case 3:
                return hazelcast
                        .getDurableExecutorService("soak")
                        .submit(new Tasks.Sum(data))
                        .get();
            case 4:
                var future = hazelcast
                        .getScheduledExecutorService("soak")
                        .scheduleOnKeyOwner(new Tasks.Sum(data), key, 10, MILLISECONDS);
                try {
                    return future.get();
                } finally {
                    future.dispose();
                }
            default:
                return executor.submit(new Tasks.Written(data)).get();
        }
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
