package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayDeque;
import java.util.concurrent.Future;

/**
 * Many tasks that capture little, a limited number of them in flight: what the plugin costs where it does not help.
 *
 * @param tasks how many
 * @param captureBytes what each captures
 * @param inFlight how many are submitted before the caller waits for the oldest
 */
public record SmallTasks(int tasks, int captureBytes, int inFlight) implements Workload {

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var executor = Submission.executor(client);
        var array = Doubles.random(captureBytes, seed);
        var expected = Doubles.sum(array);
        return () -> {
            var futures = new ArrayDeque<Future<Double>>();
            for (int i = 0; i < tasks; i++) {
                if (futures.size() == inFlight) {
                    Submission.requireEqual(futures.remove().get(), expected);
                }
                futures.add(executor.submit(sum(array)));
            }
            for (var future : futures) {
                Submission.requireEqual(future.get(), expected);
            }
        };
    }

    private static Task<Double> sum(double[] array) {
        return () -> Doubles.sum(array);
    }
}
