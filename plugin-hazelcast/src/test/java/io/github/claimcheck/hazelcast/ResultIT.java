package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.internal.EngineVersion;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large results, whatever serializes them and whoever reads them. */
final class ResultIT {

    private static final int LARGE = 300_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private TestCluster cluster;

    /** A lambda that may travel. */
    private interface Task<T> extends Callable<T>, Serializable {}

    /** What the engine has a serializer of its own for, and what contains such things. */
    private enum Kind {
        JAVA(() -> new Plain(letters(LARGE), bytes())),
        ENGINES_LIST(() -> new ArrayList<>(List.of(letters(LARGE), new Plain("a", bytes())))),
        DATA_SERIALIZABLE(() -> new Written(letters(LARGE))),
        COMPACT(() -> new NotSerializable(letters(LARGE))),
        COMPACT_IN_MAP(() -> new HashMap<>(Map.of("a", new NotSerializable(letters(LARGE))))),
        SMALL_GRAPH(() -> new Plain("small", new byte[] {-1, 1})),
        STRING(() -> letters(LARGE));

        private final Supplier<Object> value;

        Kind(Supplier<Object> value) {
            this.value = value;
        }

        Object value() {
            return value.get();
        }
    }

    /** Java serialization, with bytes of every value in odd places. */
    private record Plain(String text, byte[] bytes) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Plain plain && text.equals(plain.text) && Arrays.equals(bytes, plain.bytes);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** The engine makes it Compact by itself, which takes more than a stream. */
    private record NotSerializable(String text) {}

    /** As a class that only the loader of the user's threads finds. */
    private static final class Choosy implements Serializable {
        private static final long serialVersionUID = 1L;
        private static volatile Thread reader;
        private final byte[] content = bytes();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            if (Thread.currentThread() != reader) {
                throw new ClassNotFoundException("not on this thread");
            }
            in.defaultReadObject();
        }
    }

    /** Counts. */
    private static final class Told implements Serializable, HazelcastInstanceAware {
        private static final long serialVersionUID = 1L;
        private final byte[] content;
        private transient int times;

        Told(byte[] content) {
            this.content = Arrays.copyOf(content, LARGE);
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            times++;
        }
    }

    private static String letters(int count) {
        var letters = new StringBuilder(count);
        new Random(1).ints(count, 'a', 'z' + 200).forEach(letter -> letters.append((char) letter));
        return letters.toString();
    }

    private static byte[] bytes() {
        var bytes = new byte[LARGE];
        new Random(2).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() {
        cluster = new TestCluster(2, "threshold", "100KB");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_largeResult_isStoredUnlessSwitchedOff(boolean results) throws Exception {
        assumeThat(EngineVersion.readsResultsOffIoThreads()).isTrue();
        try (var lingering = new TestCluster(1, "results", String.valueOf(results), "linger", "1m")) {
            Task<byte[]> task = ResultIT::bytes;
            var executor = lingering.startClient().getExecutorService("x");
            assertThat(executor.submit(task).get()).isEqualTo(bytes());
            assertThat(lingering.member(0).getMap(StoreMaps.OBJECTS).size()).isEqualTo(results ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void get_resultOfEveryKind_equalsWhatTheTaskReturned(Kind kind) throws Exception {
        // By value, 5.5 waits on its network thread for a schema that this thread would receive.
        assumeThat(EngineVersion.readsResultsOffIoThreads() || !kind.name().startsWith("COMPACT"))
                .isTrue();
        var client = cluster.startClient();
        assertThat(submit(client, kind::value).get()).isEqualTo(kind.value());
        assertThat(submit(cluster.member(0), kind::value).get()).isEqualTo(kind.value());
        cluster.awaitEmpty(SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stage_onThreadOfTheEngine_failsClearlyOnceAndThenWorks(boolean fromClient) throws Exception {
        assumeThat(EngineVersion.readsResultsOffIoThreads()).isTrue();
        var submitter = fromClient ? cluster.startClient() : cluster.member(0);

        // A result that is there before the engine's thread looks for it needs no wait, and does not fail.
        var outcome = lengthOrFailure(submitter);
        for (int i = 0; i < 50 && outcome.equals(LARGE); i++) {
            outcome = lengthOrFailure(submitter);
        }

        assertThat(outcome.toString()).contains("From now on results of this instance's tasks travel by value");
        assertThat(lengthOrFailure(submitter)).isEqualTo(LARGE);
        cluster.awaitEmpty(SOON);
    }

    /** What comes of a stage that the thread runs on which the result arrives. */
    private Object lengthOrFailure(HazelcastInstance submitter) throws Exception {
        Gate.reset();
        var length = submit(submitter, ResultIT::heldBytes)
                .<Object>thenApplyAsync(bytes -> bytes.length, Runnable::run)
                .exceptionally(Throwable::getMessage);
        // Not before: a stage of a future that is complete runs on this thread, which may wait.
        Gate.open();
        return length.get(20, TimeUnit.SECONDS);
    }

    @Test
    void thenCompose_futureThatWasSubmittedBefore_neverGivesSomethingElse() throws Exception {
        var member = cluster.member(0);
        for (int i = 0; i < 2; i++) {
            var large = submit(member, ResultIT::bytes);
            var composed = submit(member, () -> 1L).thenCompose(one -> large);
            var outcome = composed.handle((bytes, failure) -> failure == null ? bytes.length : LARGE);
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thenCombine_twoLargeResultsAtTheSameTime_combinesThem(boolean fromClient) throws Exception {
        for (int i = 0; i < 3; i++) {
            var submitter = fromClient ? cluster.startClient() : cluster.startMember();
            for (int j = 0; j < 4; j++) {
                var other = submit(submitter, ResultIT::bytes);
                var both = submit(submitter, ResultIT::bytes).thenCombine(other, (a, b) -> a.length + b.length);
                assertThat(both.get(20, TimeUnit.SECONDS)).isEqualTo(2 * LARGE);
            }
        }
    }

    private static byte[] heldBytes() throws InterruptedException {
        Gate.hold();
        return bytes();
    }

    private <T> CompletableFuture<T> submit(HazelcastInstance from, Task<T> task) {
        var target = cluster.member(1).getCluster().getLocalMember();
        return (CompletableFuture<T>) from.getExecutorService("results").submitToMember(task, target);
    }

    @Test
    void get_loneSurrogates_areAsByValue() throws Exception {
        Task<String> task = () -> "\ud800".repeat(LARGE);
        assertThat(cluster.startClient().getExecutorService("x").submit(task).get())
                .isEqualTo("?".repeat(LARGE));
    }

    /** A member's future reads what it got again and again, and may be the only one that still has the result. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void future_readLongAfterItsResultArrived_givesTheResult(boolean fromClient) throws Exception {
        var submitter = fromClient ? cluster.startClient() : cluster.member(0);
        Task<byte[]> task = ResultIT::bytes;
        var futures = new ArrayList<CompletableFuture<byte[]>>();
        for (int i = 0; i < 5; i++) {
            futures.add((CompletableFuture<byte[]>) submitter
                    .getExecutorService("x")
                    .submitToMember(task, cluster.member(1).getCluster().getLocalMember()));
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
        var seen = futures.get(0).get();
        cluster.awaitEmpty(SOON);
        System.gc();

        assertThat(futures.get(0).get()).isEqualTo(bytes());
        if (EngineVersion.readsResultsOffIoThreads()) {
            // By value, a member's future may decode it anew.
            assertThat(futures.get(0).get()).isSameAs(seen);
        }
        assertThat(futures.get(1).join()).isEqualTo(bytes());
        assertThat(futures.get(2).getNow(null)).isEqualTo(bytes());
        assertThat(futures.get(3).thenApplyAsync(bytes -> bytes).get(1, TimeUnit.MINUTES))
                .isEqualTo(bytes());
        assertThat(futures.get(3).get()).isEqualTo(bytes());
        assertThat(futures.get(4).thenCombine(futures.get(3), (a, b) -> a).get(1, TimeUnit.MINUTES))
                .isEqualTo(bytes());
        cluster.awaitEmpty(SOON);
    }

    @Test
    void get_resultThatTheEnginesThreadsCannotRead_isReadByTheUsers() throws Exception {
        Choosy.reader = Thread.currentThread();
        var future = submit(cluster.member(0), Choosy::new);
        await().until(future::isDone);
        cluster.awaitEmpty(SOON);
        System.gc();

        assertThat(future.get().content).isEqualTo(bytes());
    }

    /** The engine tells what it has read of its instance. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_resultThatIsToldOfTheInstance_isToldOnce(boolean fromClient) throws Exception {
        var submitter = fromClient ? cluster.startClient() : cluster.member(0);
        Task<Told> task = () -> new Told(bytes());
        for (int i = 0; i < 10; i++) {
            assertThat(submit(submitter, task).get().times).isEqualTo(1);
        }
    }

    /** The time-out is for storing; a result that is there has nothing to fall back on. */
    @Test
    void submit_clientsTimeOutIsShort_waitsForTheResult() throws Exception {
        assumeThat(EngineVersion.readsResultsOffIoThreads()).isTrue();
        cluster = new TestCluster(1, "linger", "5m");
        cluster.set("store.timeout", "1ms");
        var executor = cluster.startClient().getExecutorService("x");
        Task<byte[]> task = () -> new byte[20 << 20];
        for (int i = 0; i < 10; i++) {
            assertThat(executor.submit(task).get(1, TimeUnit.MINUTES)).hasSize(20 << 20);
        }
        // By value, and by reference once the store is open.
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isPositive();
    }
}
