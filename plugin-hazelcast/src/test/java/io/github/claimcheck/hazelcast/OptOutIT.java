package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where large things travel by value, although the other side would have them by reference. */
final class OptOutIT {

    private static final int LARGE = 300_000;

    private TestCluster cluster;

    /** A lambda that may travel. */
    private interface Task<T> extends Callable<T>, Serializable {}

    /** A task with the engine's own serialization, around one with Java's. */
    public static final class Wrapper implements Callable<Integer>, DataSerializable {
        private Callable<Integer> inner;

        public Wrapper() {}

        Wrapper(Callable<Integer> inner) {
            this.inner = inner;
        }

        @Override
        public Integer call() throws Exception {
            return inner.call();
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeObject(inner);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            inner = in.readObject();
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "results"})
    void submit_membersDoNotSendResultsByReference_storesNone(String setting) throws Exception {
        cluster = new TestCluster(2, setting, "false", "linger", "5m");
        cluster.set(setting, "true");
        Task<byte[]> task = () -> new byte[LARGE];

        var result = cluster.startClient().getExecutorService("x").submit(task).get(1, TimeUnit.MINUTES);

        assertThat(result).hasSize(LARGE);
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isZero();
    }

    /** What was stored of it first would hold the room that the rest waits for. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void submit_capturesTogetherExceedTheStore_travelsByValueAtOnce() throws Exception {
        cluster = new TestCluster(2, "store.max-size", "5MB", "store.timeout", "10m", "lease", "1h", "linger", "5m");
        var first = new byte[2 << 20];
        var second = new byte[(2 << 20) + 1];
        var third = new byte[(2 << 20) + 2];
        Task<Integer> task = () -> third.length - second.length - first.length;

        var result = cluster.startClient().getExecutorService("x").submit(task).get(1, TimeUnit.MINUTES);

        assertThat(result).isEqualTo(1 - first.length);
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_fromListener_storesNothingWhereEventsWait(boolean fromClient) throws Exception {
        cluster = new TestCluster(2, "linger", "5m");
        var submitter = fromClient ? cluster.startClient() : cluster.member(0);
        var executor = submitter.getExecutorService("x");
        var data = new byte[LARGE];
        Task<Integer> task = () -> data.length;
        var fromListener = new CompletableFuture<Future<Integer>>();
        submitter
                .<Integer, Integer>getMap("heard")
                .addEntryListener(
                        new EntryAddedListener<Integer, Integer>() {
                            @Override
                            public void entryAdded(EntryEvent<Integer, Integer> event) {
                                fromListener.complete(executor.submit(task));
                            }
                        },
                        false);

        cluster.member(1).getMap("heard").set(1, 1);

        var future = fromListener.get(1, TimeUnit.MINUTES);
        assertThat(future.get(1, TimeUnit.MINUTES)).isEqualTo(LARGE);
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isZero();
        assertThat(executor.submit(task).get(1, TimeUnit.MINUTES)).isEqualTo(LARGE);
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isEqualTo(1);
    }

    /** The engine would hold such a task as the user's object, in which no claim can be seen. */
    @Test
    void schedule_taskInsideDataSerializableTask_travelsByValue() throws Exception {
        cluster = new TestCluster(2, "linger", "5m");
        var large = new double[LARGE];
        Task<Integer> inner = () -> large.length;
        var future = cluster.startClient()
                .getScheduledExecutorService("hidden")
                .schedule(new Wrapper(inner), 1, TimeUnit.MILLISECONDS);
        assertThat(future.get()).isEqualTo(LARGE);
        assertThat(cluster.anyMember().getMap(StoreMaps.OBJECTS).size()).isZero();
    }
}
