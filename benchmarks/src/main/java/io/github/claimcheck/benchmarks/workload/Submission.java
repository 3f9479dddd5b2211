package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

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
        var futures = new ArrayList<Future<V>>(tasks.size());
        for (var task : tasks) {
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
