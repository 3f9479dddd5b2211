package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.github.claimcheck.it.program.FaultTasks.Gated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Every way in which a task can end: success, failure, cancellation before and while it runs, rejection, a time-out, a
 * future that nobody reads, disposal, an executor that is shut down or destroyed.
 */
final class Mix {

    private static final int BYTES = 300 << 10;
    private static final int ROUNDS = 20;

    private final HazelcastInstance hazelcast;
    private final IExecutorService executor;
    private final List<Future<?>> pending = new ArrayList<>();

    private Mix(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        this.executor = hazelcast.getExecutorService("mix");
    }

    static void run(HazelcastInstance hazelcast) throws Exception {
        var mix = new Mix(hazelcast);
        for (var i = 0; i < ROUNDS; i++) {
            mix.submit(i, Payloads.bytes(BYTES, 7600 + i));
            mix.keep(i, Payloads.bytes(BYTES, 7600 + i));
        }
        hazelcast.getMap("control").put("go", true);
        Faults.say("failed " + (mix.failures() >= ROUNDS));
        mix.endExecutors();
        Faults.say("done");
        Control.await(hazelcast, "exit");
    }

    private void submit(int round, byte[] data) {
        var tiny = hazelcast.getExecutorService("tiny");
        pending.add(executor.submit(job(() -> data)));
        pending.add(executor.submit(job(() -> Integer.parseInt("no number " + data.length))));
        executor.submit(new Gated("mix-" + round, data)).cancel(round % 2 == 0);
        for (var i = 0; i < 4; i++) {
            pending.add(tiny.submit(job(() -> slow(data))));
        }
        executor.submit(job(() -> data));
        pending.addAll(
                executor.submitToAllMembers(job(() -> Arrays.hashCode(data))).values());
        pending.add(impatient(executor.submit(job(() -> {
            slow(data);
            data[0]++;
            return data;
        }))));
    }

    private void keep(int round, byte[] data) throws Exception {
        hazelcast
                .getDurableExecutorService("mix")
                .submit(job(() -> data.length))
                .get();
        hazelcast
                .getScheduledExecutorService("mix")
                .schedule(new Tasks.Sum(data), round % 2 == 0 ? 0 : 10_000, MILLISECONDS)
                .dispose();
    }

    private static <T> Future<T> impatient(Future<T> future) {
        try {
            future.get(1, MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // As expected; it is read later.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return future;
    }

    private int failures() throws InterruptedException {
        var failed = 0;
        for (var future : pending) {
            failed += succeeds(future) ? 0 : 1;
        }
        return failed;
    }

    private static boolean succeeds(Future<?> future) throws InterruptedException {
        try {
            future.get(120, SECONDS);
            return true;
        } catch (ExecutionException | CancellationException | RejectedExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void endExecutors() throws InterruptedException {
        var data = Payloads.bytes(BYTES, 7700);
        var ended = hazelcast.getExecutorService("ended");
        ended.shutdown();
        succeeds(ended.submit(job(() -> data)));
        executor.submit(job(() -> slow(data)));
        executor.destroy();
    }

    private static long slow(byte[] data) throws InterruptedException {
        new CountDownLatch(1).await(20, MILLISECONDS);
        return Payloads.sum(data);
    }
}
