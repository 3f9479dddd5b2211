package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All tasks capture one array, and a small one of their own, and sum both.
 *
 * @param tasks how many
 * @param arrayBytes the array that all capture
 * @param ownBytes what each captures for itself; may be 0
 * @param durable whether a durable executor runs them
 * @param perSecond how many are submitted each second; 0 for as many as can be
 */
public record OneArray(int tasks, int arrayBytes, int ownBytes, boolean durable, int perSecond) implements Workload {

    /** Tasks of a plain executor that capture nothing else, submitted as fast as can be. */
    public OneArray(int tasks, int arrayBytes) {
        this(tasks, arrayBytes, 0, false, 0);
    }

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var shared = Doubles.random(arrayBytes, seed);
        var sum = Doubles.sum(shared);
        var own = IntStream.range(0, tasks)
                .mapToObj(task -> Doubles.random(ownBytes, seed + 1 + task))
                .toList();
        var expected = own.stream().map(array -> sum + Doubles.sum(array)).toList();
        var executor = durable
                ? client.getDurableExecutorService(Submission.EXECUTOR)
                : client.getExecutorService(Submission.EXECUTOR);
        return () -> Submission.requireEqual(Submission.runAll(executor, tasks(shared, own), perSecond), expected);
    }

    private static List<Task<Double>> tasks(double[] shared, List<double[]> own) {
        return own.stream().map(array -> task(shared, array)).toList();
    }

    private static Task<Double> task(double[] shared, double[] own) {
        return own.length == 0 ? () -> Doubles.sum(shared) : () -> Doubles.sum(shared) + Doubles.sum(own);
    }
}
