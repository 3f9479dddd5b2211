package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each task captures an array of its own and sums it: nothing repeats.
 *
 * @param tasks how many
 * @param arrayBytes what each captures
 */
public record UniqueArrays(int tasks, int arrayBytes) implements Workload {

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var arrays = IntStream.range(0, tasks)
                .mapToObj(task -> Doubles.random(arrayBytes, seed + task))
                .toList();
        var expected = arrays.stream().map(Doubles::sum).toList();
        List<Task<Double>> work = arrays.stream().map(UniqueArrays::task).toList();
        return () -> Submission.requireEqual(Submission.runAll(Submission.executor(client), work), expected);
    }

    private static Task<Double> task(double[] array) {
        return () -> Doubles.sum(array);
    }
}
