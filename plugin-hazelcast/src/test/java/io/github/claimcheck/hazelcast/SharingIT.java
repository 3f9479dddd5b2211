package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks get of what they captured, with either value of claimcheck.sharing. */
final class SharingIT {

    private static final int ENTRIES = 20_000;
    private static final Duration FOUND_OUT_WITHIN = Duration.ofSeconds(20);
    private static final Duration WRITES_AFTER = Duration.ofSeconds(3);

    /** One instance at a time is enough: what a task saw last. The members run in this process. */
    private static volatile Object seen;

    private interface Task<T> extends Callable<T>, Serializable {}

    /** Not serializable. */
    private static final class Read {
        private final int size;

        Read(int size) {
            this.size = size;
        }
    }

    private record Opaque(List<String> content) implements Serializable {
        private Object readResolve() {
            return new Read(content.size());
        }
    }

    private record Nothing(List<String> content) implements Serializable {
        private Object readResolve() {
            return null;
        }
    }

    private TestCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shared_tasksThatRead_getOneInstance() throws Exception {
        var client = start("shared");
        var map = map();
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        var first = seen;
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        assertThat(seen).isSameAs(first);
    }

    @Test
    void private_tasksThatRead_getTheirOwn() throws Exception {
        var client = start("private");
        var map = map();
        run(client, reading(map));
        var first = seen;
        run(client, reading(map));
        assertThat(seen).isEqualTo(first).isNotSameAs(first);
    }

    /** A capture that is no more when it is read. */
    @ParameterizedTest
    @ValueSource(strings = {"shared", "private"})
    void captureThatReadsAsNothing_isNull(String sharing) throws Exception {
        var client = start(sharing);
        var nothing = new Nothing(new ArrayList<>(Collections.nCopies(ENTRIES, "nothing")));
        Task<Boolean> task = () -> nothing == null;
        assertThat(client.getExecutorService("x").submit(task).get()).isTrue();
    }

    /** What it has read as cannot be encoded again, so no change would be found. */
    @Test
    void shared_captureThatReadsAsNotSerializable_isNotShared() throws Exception {
        var client = start("shared");
        var content = new ArrayList<>(Collections.nCopies(ENTRIES, "content"));
        Task<Integer> task = readingObject(new Opaque(content));
        assertThat(client.getExecutorService("x").submit(task).get()).isEqualTo(ENTRIES);
        var first = seen;
        assertThat(client.getExecutorService("x").submit(task).get()).isEqualTo(ENTRIES);
        assertThat(seen).isNotSameAs(first);
    }

    private static Task<Integer> readingObject(Object capture) {
        return () -> {
            seen = capture;
            return ((Read) capture).size;
        };
    }

    @Test
    void shared_taskThatWrites_isFoundOutAndGetsItsOwnFromThenOn() throws Exception {
        var client = start("shared");
        var map = map();
        assertThat(run(client, writing(map))).isEqualTo(ENTRIES + 1);
        // What it wrote shows until the change is found; after that each writes to a copy that nobody else sees.
        await().atMost(FOUND_OUT_WITHIN).untilAsserted(() -> {
            assertThat(run(client, writing(map))).isEqualTo(ENTRIES + 1);
            assertThat(run(client, writing(map))).isEqualTo(ENTRIES + 1);
        });
        // Tasks of other classes still share, and what they share is what was captured.
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        var first = seen;
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        assertThat(seen).isSameAs(first);
    }

    /**
     * By the time that it writes, another task has the same value, and the first use was found to have done nothing.
     */
    @Test
    void shared_taskThatWritesLate_isFoundOutThoughOthersReadMeanwhile() throws Exception {
        var client = start("shared");
        var executor = client.getExecutorService("x");
        var map = map();
        var writer = executor.submit(writingLate(map));
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        await().pollDelay(WRITES_AFTER.dividedBy(2)).until(() -> true);
        assertThat(run(client, reading(map))).isEqualTo(ENTRIES);
        writer.get();

        await().atMost(FOUND_OUT_WITHIN).until(() -> run(client, reading(map)) == ENTRIES);
        assertThat(run(client, readingToo(map))).isEqualTo(ENTRIES);
        executor.submit(writingLate(map)).get();
        assertThat(run(client, readingToo(map))).isEqualTo(ENTRIES);
    }

    private static Task<Integer> readingToo(Map<Integer, String> map) {
        return () -> map.size();
    }

    private static Task<Integer> writingLate(Map<Integer, String> map) {
        return () -> {
            LockSupport.parkNanos(WRITES_AFTER.toNanos());
            map.put(map.size(), "one more");
            return map.size();
        };
    }

    private HazelcastInstance start(String sharing) {
        cluster = new TestCluster(1, "sharing", sharing);
        return cluster.startClient();
    }

    private static Map<Integer, String> map() {
        return IntStream.range(0, ENTRIES)
                .boxed()
                .collect(Collectors.toMap(number -> number, Object::toString, (a, b) -> b, HashMap::new));
    }

    private static Task<Integer> reading(Map<Integer, String> map) {
        return () -> {
            seen = map;
            return map.size();
        };
    }

    private static Task<Integer> writing(Map<Integer, String> map) {
        return () -> {
            map.put(map.size(), "one more");
            return map.size();
        };
    }

    private static int run(HazelcastInstance client, Task<Integer> task) throws Exception {
        return client.getExecutorService("x").submit(task).get();
    }
}
