package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that the user's code serializes as a part of another must be there what it was. */
final class TaskInTaskIT {

    private static final int LARGE = 200_000;

    /** Filled by a task; the member is in this process. */
    private static volatile Future<Integer> passedOn;

    private TestCluster cluster;
    private HazelcastInstance client;

    private interface Task<T> extends Callable<T>, Serializable {}

    /** Does something with a task inside, on the member. */
    public static final class Outer implements Callable<Integer>, DataSerializable, HazelcastInstanceAware {
        private Use use;
        private Callable<?> inner;
        private transient HazelcastInstance instance;

        public Outer() {}

        Outer(Use use, Callable<?> inner) {
            this.use = use;
            this.inner = inner;
        }

        @Override
        public Integer call() throws Exception {
            return use.of(inner, instance);
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance hazelcast) {
            instance = hazelcast;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeObject(use);
            out.writeObject(inner);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            use = in.readObject();
            inner = in.readObject();
        }
    }

    /** What an outer task does with the one inside. */
    private interface Use extends Serializable {
        Integer of(Callable<?> inner, HazelcastInstance member) throws Exception;
    }

    /** A task that its outer one knows by its class. */
    private record Length(double[] large) implements Task<Integer> {
        @Override
        public Integer call() {
            return large.length;
        }
    }

    @BeforeEach
    void start() throws Exception {
        Gate.reset();
        cluster = new TestCluster(1, "linger", "0", "cache.max-size", "0");
        client = cluster.startClient();
        // Opens the member's store.
        assertThat(client.getExecutorService("x").submit(large()).get()).isEqualTo(LARGE);
    }

    @AfterEach
    void nothingIsLeft() {
        Gate.open();
        cluster.awaitEmpty(Duration.ofSeconds(5));
        cluster.close();
    }

    private static Length large() {
        var large = new double[LARGE];
        large[0] = System.nanoTime();
        return new Length(large);
    }

    private int run(Use use, Callable<?> inner) throws Exception {
        return client.getExecutorService("x").submit(new Outer(use, inner)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void result_thatWouldTravelByReference_isTheObjectItself() throws Exception {
        Task<List<String>> inner = () -> new ArrayList<>(List.of("a", "b", "c"));
        assertThat(run((task, member) -> ((List<?>) task.call()).size(), inner)).isEqualTo(3);
    }

    @Test
    void class_ofTheInnerTask_isItsOwn() throws Exception {
        assertThat(run((task, member) -> ((Length) task).large().length, large()))
                .isEqualTo(LARGE);
    }

    @Test
    void inner_submittedByTheOuter_resolvesAfterTheOuterHasEnded() throws Exception {
        run(
                (task, member) -> {
                    member.getExecutorService("later").submit((Task<Boolean>) Gate::hold);
                    Task<Integer> second = () -> {
                        Gate.hold();
                        return (Integer) task.call();
                    };
                    passedOn = member.getExecutorService("later").submit(second);
                    return 0;
                },
                large());
        Gate.awaitHeld();
        Gate.awaitHeld();
        Gate.open();
        assertThat(passedOn.get(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void inner_keptInAMap_runsLater() throws Exception {
        run(
                (task, member) -> {
                    member.getMap("kept").set("task", task);
                    return 0;
                },
                large());
        cluster.awaitEmpty(Duration.ofSeconds(5));
        var kept = (Callable<?>) cluster.member(0).getMap("kept").get("task");
        assertThat(kept.call()).isEqualTo(LARGE);
    }
}
