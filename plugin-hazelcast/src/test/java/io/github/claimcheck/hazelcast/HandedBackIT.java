package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.internal.EngineVersion;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that return what they captured, which comes back as it does by value. */
final class HandedBackIT {

    private static final int ELEMENTS = 30_000;

    private TestCluster cluster;

    /** A lambda that may travel. */
    private interface Task<T> extends Callable<T>, Serializable {}

    private record Model(String name, double[] weights) implements Serializable {}

    @BeforeEach
    void start() {
        cluster = new TestCluster(2, "linger", "1m");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Which the engine reads in a way of its own, as a new object that has been told so. */
    @Test
    void get_ownSerializers_readIt() throws Exception {
        var capture = new ArrayList<Written>();
        for (int i = 0; i < ELEMENTS; i++) {
            capture.add(new Written("written " + i));
        }
        Task<List<Written>> task = () -> new ArrayList<>(capture);
        Task<List<Written>> echo = () -> capture;
        var executor = cluster.startClient().getExecutorService("x");
        assertThat(executor.submit(task).get().get(0).isRead).isTrue();
        assertThat(executor.submit(echo).get().get(0).isRead).isTrue();
    }

    @Test
    void get_map_isNotStoredAgain() throws Exception {
        var map = new HashMap<String, List<Integer>>();
        for (int i = 0; i < ELEMENTS; i++) {
            map.put("key " + i, new ArrayList<>(List.of(i)));
        }
        Task<Map<String, List<Integer>>> echo = () -> map;
        var stored = cluster.countStored();
        var executor = cluster.startClient().getExecutorService("x");
        for (int i = 0; i < 5; i++) {
            assertThat(executor.submit(echo).get()).isEqualTo(map);
        }
        Task<Integer> other = () -> map.size();
        assertThat(executor.submit(other).get()).isEqualTo(map.size());
        assertThat(stored.get()).as("objects stored").isEqualTo(1);
    }

    @Test
    void get_graphsWithLargeArrays_doNotStoreThemAgain() throws Exception {
        var array = IntStream.range(0, ELEMENTS).asDoubleStream().toArray();
        var model = new Model("name", array);
        var text = "x".repeat(10 * ELEMENTS);
        var list = new ArrayList<>(List.of(array, new double[] {1}, text));
        var table = new ArrayList<Object>(List.of(array));
        for (int i = 0; i < ELEMENTS; i++) {
            table.add("element " + i);
        }
        var client = cluster.startClient();
        assertThat(handBack(client, array)).isEqualTo(array);
        assertThat(storedBytes()).isEqualTo(ELEMENTS * Double.BYTES);

        assertThat(handBack(client, model)).usingRecursiveComparison().isEqualTo(model);
        assertThat(handBack(client, list)).usingRecursiveComparison().isEqualTo(list);
        long withoutTable = storedBytes();
        assertThat(withoutTable).isBetween(ELEMENTS * 8L + text.length(), ELEMENTS * 8L + text.length() + 1000);

        Task<Integer> size = () -> table.size();
        client.getExecutorService("x").submit(size).get();
        long withTable = storedBytes();
        assertThat(withTable).isGreaterThan(withoutTable);
        assertThat(handBack(client, table)).usingRecursiveComparison().isEqualTo(table);
        assertThat(storedBytes()).isEqualTo(withTable);
    }

    /** What remains of it may have grown since it was captured, and then is written by the engine. */
    @Test
    void get_listThatTheTaskAddsTo_hasWhatItAdded() throws Exception {
        var list = new ArrayList<>(List.<Object>of(new double[ELEMENTS]));
        Task<List<Object>> grow = () -> {
            for (int i = 0; i < ELEMENTS; i++) {
                list.add("element " + i);
            }
            return list;
        };
        var result = cluster.startClient().getExecutorService("x").submit(grow).get();
        assertThat(result).hasSize(ELEMENTS + 1).endsWith("element " + (ELEMENTS - 1));
        assertThat(result.get(0)).isEqualTo(new double[ELEMENTS]);
    }

    @Test
    void get_graphWithManyLargeArrays_isRight() throws Exception {
        var list = new ArrayList<double[]>();
        for (int i = 0; i < 20; i++) {
            list.add(IntStream.range(i, ELEMENTS).asDoubleStream().toArray());
        }
        assertThat(handBack(cluster.startClient(), list))
                .usingRecursiveComparison()
                .isEqualTo(list);
    }

    /** The engine makes two of it, in a list. */
    @Test
    void get_listWithAnArrayTwice_hasTwo() throws Exception {
        var array = new double[ELEMENTS];
        var result = handBack(cluster.startClient(), new ArrayList<>(List.of(array, array)));
        assertThat(result.get(0)).isEqualTo(array).isEqualTo(result.get(1)).isNotSameAs(result.get(1));
    }

    @Test
    void get_graphWithArraysOfWhichTheTaskWroteToOne_hasWhatItWrote() throws Exception {
        var list = new ArrayList<>(List.of(new double[ELEMENTS], new double[ELEMENTS], new double[ELEMENTS]));
        list.get(0)[0] = 1;
        Task<List<double[]>> write = () -> {
            list.get(1)[1] = 2;
            return list;
        };
        var result = cluster.startClient().getExecutorService("x").submit(write).get();
        assertThat(result.get(0)).isEqualTo(list.get(0));
        assertThat(result.get(1)).startsWith(0, 2, 0).hasSize(ELEMENTS);
        assertThat(result.get(2)).isEqualTo(list.get(2)).isNotSameAs(result.get(1));
        if (EngineVersion.readsResultsOffIoThreads()) {
            assertThat(storedBytes()).isBetween(ELEMENTS * 24L, ELEMENTS * 24L + 1000);
        }
    }

    /** It makes tables of another length than Java serialization does, if few are in them or many in each bucket. */
    @Test
    void get_hashTable_hasTheOrderThatTheEngineGivesIt() throws Exception {
        var few = mapOfLarge(new HashMap<>(), 2, 9);
        var dense = mapOfLarge(new HashMap<>(16, 4), IntStream.range(0, 20).toArray());
        var client = cluster.startClient();
        assertThat(handBack(client, few).keySet()).containsExactly(9, 2);
        assertThat(List.copyOf(handBack(client, dense).keySet())).isSorted();
        assertThat(handBack(client, new ArrayList<>(List.of(few))).get(0).keySet())
                .containsExactly(9, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_listWithUsersContext_isShownEachElement(boolean results) throws Exception {
        // The engine may read a result twice.
        var shown = ConcurrentHashMap.newKeySet();
        cluster.set("results", String.valueOf(results));
        var client = cluster.startClient(config -> config.setManagedContext(object -> {
            shown.add(object);
            return object;
        }));
        var list = new ArrayList<>(
                IntStream.range(0, ELEMENTS).mapToObj(i -> "element " + i).toList());
        assertThat(handBack(client, list)).isEqualTo(list);
        assertThat(shown.containsAll(list)).isTrue();
    }

    private long storedBytes() {
        IMap<StoredKey, Object> objects = cluster.anyMember().getMap(StoreMaps.OBJECTS);
        return objects.keySet().stream()
                .mapToLong(stored -> stored.key().length())
                .sum();
    }

    private static HashMap<Integer, List<String>> mapOfLarge(HashMap<Integer, List<String>> map, int... keys) {
        for (int key : keys) {
            var elements = IntStream.range(0, ELEMENTS / keys.length).mapToObj(i -> key + "." + i);
            map.put(key, new ArrayList<>(elements.toList()));
        }
        return map;
    }

    private static <T> T handBack(HazelcastInstance submitter, T captured) throws Exception {
        Task<T> echo = () -> captured;
        return submitter.getExecutorService("x").submit(echo).get();
    }
}
