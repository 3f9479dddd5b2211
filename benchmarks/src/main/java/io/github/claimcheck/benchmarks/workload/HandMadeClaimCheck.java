package io.github.claimcheck.benchmarks.workload;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The usual claim check: an array lies in a map, in chunks that are written at the same time; each member fetches it
 * once and keeps it for all tasks, which only read it. The user has to remove it.
 */
final class HandMadeClaimCheck {

    private static final String MAP = "by-hand";
    private static final int CHUNK = 1024 * 1024 / Double.BYTES;

    private static final ConcurrentMap<String, double[]> CACHE = new ConcurrentHashMap<>();

    private HandMadeClaimCheck() {}

    static void put(HazelcastInstance client, String key, double[] array) {
        IMap<String, double[]> map = client.getMap(MAP);
        var writes = new ArrayList<CompletionStage<Void>>();
        for (int from = 0; from < array.length; from += CHUNK) {
            var chunk = Arrays.copyOfRange(array, from, Math.min(array.length, from + CHUNK));
            writes.add(map.setAsync(chunkKey(key, from), chunk));
        }
        writes.forEach(write -> write.toCompletableFuture().join());
    }

    /** {@return the array that all tasks of this member share} */
    static double[] get(HazelcastInstance member, String key, int length) {
        return CACHE.computeIfAbsent(key, missing -> fetch(member.getMap(MAP), key, length));
    }

    private static double[] fetch(IMap<String, double[]> map, String key, int length) {
        var array = new double[length];
        for (int from = 0; from < length; from += CHUNK) {
            var chunk = map.get(chunkKey(key, from));
            System.arraycopy(chunk, 0, array, from, chunk.length);
        }
        return array;
    }

    private static String chunkKey(String key, int from) {
        return key + "-" + from;
    }

    static void removeAll(HazelcastInstance client) throws Exception {
        client.getMap(MAP).clear();
        Task<Boolean> clearCache = HandMadeClaimCheck::clearCache;
        for (var cleared : client.getExecutorService(Submission.EXECUTOR)
                .submitToAllMembers(clearCache)
                .values()) {
            cleared.get();
        }
    }

    private static boolean clearCache() {
        CACHE.clear();
        return true;
    }
}
