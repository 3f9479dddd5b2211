package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.ObjectEntry;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that serialize in the byte order of small machines, which the engine leaves to the configuration. */
final class ByteOrderIT {

    private static final int ELEMENTS = 50_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestCluster cluster;

    /** A lambda that may travel. */
    private interface Task<T> extends Callable<T>, Serializable {}

    @BeforeEach
    void start() {
        Gate.reset();
        cluster = new TestCluster(2, config -> config.getSerializationConfig().setByteOrder(ByteOrder.LITTLE_ENDIAN));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private HazelcastInstance startClient() {
        return cluster.startClient(config -> config.getSerializationConfig().setByteOrder(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void get_capturesAndResults_areRight() throws Exception {
        var array = IntStream.range(0, ELEMENTS).asLongStream().toArray();
        var map = new HashMap<Integer, List<String>>();
        for (int i = 0; i < ELEMENTS; i++) {
            map.put(i, List.of("value " + i));
        }
        Task<long[]> doubled = () -> {
            for (int i = 0; i < array.length; i++) {
                array[i] *= 2;
            }
            return array;
        };
        Task<Map<Integer, List<String>>> echo = () -> map;
        Task<Integer> small = () -> 42;
        var expected = IntStream.range(0, ELEMENTS).mapToLong(i -> 2L * i).toArray();
        for (var instance : List.of(startClient(), cluster.member(0))) {
            var executor = instance.getExecutorService("x");
            for (int i = 0; i < 3; i++) {
                assertThat(executor.submit(doubled).get()).isEqualTo(expected);
                assertThat(executor.submit(echo).get()).isEqualTo(map);
                assertThat(executor.submit(small).get()).isEqualTo(42);
            }
        }
        cluster.awaitEmpty(SOON);
    }

    /** Members read chunks as the engine does to give them backups. */
    @Test
    void submit_taskThatTakesLong_itsCaptureGetsBackups() throws Exception {
        var large = new long[4 * ELEMENTS];
        Task<Integer> task = () -> {
            Gate.hold();
            large[0]++;
            return large.length;
        };
        var running = startClient().getExecutorService("x").submit(task);
        try {
            IMap<StoredKey, ObjectEntry> objects = cluster.member(0).getMap(StoreMaps.OBJECTS);
            await().atMost(SOON)
                    .until(() -> objects.values().stream()
                            .anyMatch(entry -> entry.placement().isBackedUp()));
            assertThat(cluster.member(0).getMap(StoreMaps.CHUNKS).size()).isPositive();
        } finally {
            Gate.open();
        }
        assertThat(running.get()).isEqualTo(large.length);
        cluster.awaitEmpty(SOON);
    }
}
