package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;

/**
 * One task makes a large array from another, and the caller only passes the result on to a second task.
 *
 * @param arrayBytes the size of both arrays
 */
public record HandOver(int arrayBytes) implements Workload {

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var x = Doubles.random(arrayBytes, seed);
        var expected = Doubles.sum(Doubles.increment(x));
        var executor = Submission.executor(client);
        return () -> {
            var y = executor.submit(increment(x)).get();
            Submission.requireEqual(executor.submit(sum(y)).get(), expected);
        };
    }

    private static Task<double[]> increment(double[] array) {
        return () -> Doubles.increment(array);
    }

    private static Task<Double> sum(double[] array) {
        return () -> Doubles.sum(array);
    }
}
