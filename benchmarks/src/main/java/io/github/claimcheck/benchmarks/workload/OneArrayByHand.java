package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * What an expert would write instead of {@link OneArray}: the array goes into a map, and the tasks fetch it by its key.
 *
 * @param tasks how many
 * @param arrayBytes the array that all use
 * @param ownBytes what each captures for itself; may be 0
 * @param perSecond how many are submitted each second; 0 for as many as can be
 */
public record OneArrayByHand(int tasks, int arrayBytes, int ownBytes, int perSecond) implements Workload {

    /** Tasks that capture nothing else, submitted as fast as can be. */
    public OneArrayByHand(int tasks, int arrayBytes) {
        this(tasks, arrayBytes, 0, 0);
    }

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var shared = Doubles.random(arrayBytes, seed);
        var sum = Doubles.sum(shared);
        var own = IntStream.range(0, tasks)
                .mapToObj(task -> Doubles.random(ownBytes, seed + 1 + task))
                .toList();
        var expected = own.stream().map(array -> sum + Doubles.sum(array)).toList();
        var key = Long.toString(seed);
        return new Round() {
            @Override
            public void run() throws Exception {
                HandMadeClaimCheck.put(client, key, shared);
                var tasks = own.stream()
                        .map(array -> new SumTask(key, shared.length, array))
                        .toList();
                Submission.requireEqual(Submission.runAll(Submission.executor(client), tasks, perSecond), expected);
            }

            @Override
            public void cleanUp() throws Exception {
                HandMadeClaimCheck.removeAll(client);
            }
        };
    }

    private static final class SumTask implements Callable<Double>, HazelcastInstanceAware, Serializable {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final int length;
        private final double[] own;
        private transient HazelcastInstance member;

        SumTask(String key, int length, double[] own) {
            this.key = key;
            this.length = length;
            this.own = own;
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            member = instance;
        }

        @Override
        public Double call() {
            return Doubles.sum(HandMadeClaimCheck.get(member, key, length)) + Doubles.sum(own);
        }
    }
}
