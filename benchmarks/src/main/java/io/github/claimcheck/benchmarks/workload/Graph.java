package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All tasks capture one map and look up a few keys.
 *
 * @param tasks how many
 * @param entries the size of the map
 */
public record Graph(int tasks, int entries) implements Workload {

    private static final int LOOKUPS = 10;

    @Override
    public Round prepare(HazelcastInstance client, long seed) {
        var map = map(seed);
        var work = IntStream.range(0, tasks)
                .mapToObj(task -> lookUp(map, task * LOOKUPS))
                .toList();
        var expected = IntStream.range(0, tasks)
                .mapToObj(task -> sum(map, task * LOOKUPS))
                .toList();
        return () -> Submission.requireEqual(Submission.runAll(Submission.executor(client), work), expected);
    }

    private HashMap<String, List<Integer>> map(long seed) {
        var random = new SplittableRandom(seed);
        var map = new HashMap<String, List<Integer>>();
        for (int i = 0; i < entries; i++) {
            map.put("key-" + i, new ArrayList<>(List.of(i, random.nextInt(), random.nextInt())));
        }
        return map;
    }

    private static Task<Integer> lookUp(HashMap<String, List<Integer>> map, int first) {
        return () -> sum(map, first);
    }

    private static int sum(Map<String, List<Integer>> map, int first) {
        int sum = 0;
        for (int i = first; i < first + LOOKUPS; i++) {
            sum += map.get("key-" + i).get(1);
        }
        return sum;
    }
}
