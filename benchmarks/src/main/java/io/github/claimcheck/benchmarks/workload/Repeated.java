package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.stream.IntStream;

/**
 * Several rounds one after another, for what is measured while a workload runs.
 *
 * @param inner what is repeated, with other content each time
 * @param times how often
 */
public record Repeated(Workload inner, int times) implements Workload {

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var rounds = IntStream.range(0, times)
                .mapToObj(time -> inner.prepare(client, seed + 1_000L * time))
                .toList();
        return new Round() {
            @Override
            public void run() throws Exception {
                for (var round : rounds) {
                    round.run();
                }
            }

            @Override
            public void cleanUp() throws Exception {
                for (var round : rounds) {
                    round.cleanUp();
                }
            }
        };
    }
}
