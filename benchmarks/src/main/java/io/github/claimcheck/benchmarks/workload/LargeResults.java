package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Each task returns a large array; the caller reads all of them.
 *
 * @param tasks how many
 * @param resultBytes what each returns
 */
public record LargeResults(int tasks, int resultBytes) implements Workload {

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        List<Task<double[]>> work = LongStream.range(seed, seed + tasks)
                .mapToObj(number -> filled(number, resultBytes / Double.BYTES))
                .toList();
        return () -> {
            var results = Submission.runAll(Submission.executor(client), work);
            for (int i = 0; i < tasks; i++) {
                Submission.requireEqual(results.get(i)[i], (double) (seed + i));
            }
        };
    }

    private static Task<double[]> filled(long number, int length) {
        return () -> {
            var array = new double[length];
            Arrays.fill(array, (double) number);
            return array;
        };
    }
}
