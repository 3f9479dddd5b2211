package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Submits tasks as users do. */
final class Submission {

    static final String EXECUTOR = "benchmark";

    private Submission() {}

    static ExecutorService executor(HazelcastInstance client) {
        return client.getExecutorService(EXECUTOR);
    }

    /** {@return the results, in order} All tasks are submitted before the first result is asked for. */
    static <V> List<V> runAll(ExecutorService executor, List<? extends Callable<V>> tasks)
            throws InterruptedException, ExecutionException {
        return runAll(executor, tasks, 0);
    }

    /**
     * {@return the same as the other}
     *
     * @param perSecond how many tasks to submit each second; 0 for as many as can be
     */
    static <V> List<V> runAll(ExecutorService executor, List<? extends Callable<V>> tasks, int perSecond)
            throws InterruptedException, ExecutionException {
        var futures = new ArrayList<Future<V>>(tasks.size());
        long start = System.nanoTime();
        for (var task : tasks) {
            if (perSecond > 0) {
                long due = start + futures.size() * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            futures.add(executor.submit(task));
        }
        var results = new ArrayList<V>(tasks.size());
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }

    /** A benchmark of wrong results would be worth nothing. */
    static void requireEqual(Object actual, Object expected) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("Wrong result: expected " + expected + ", got " + actual);
        }
    }
}
