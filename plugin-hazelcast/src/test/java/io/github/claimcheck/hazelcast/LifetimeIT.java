package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** After each test nothing of its tasks is in the store. Without linger, so that what is left is a leak. */
abstract class LifetimeIT {

    static final int LARGE = 200_000;

    static TestCluster cluster;
    static HazelcastInstance client;
    static AtomicInteger stored;
    private static int content;

    private final Duration allowed;
    private int storedBefore;

    /** A lambda that may travel. */
    interface Task<T> extends Callable<T>, Serializable {}

    /** @param allowed how long after a test something may still be stored */
    LifetimeIT(Duration allowed) {
        this.allowed = allowed;
    }

    @BeforeAll
    static void start() {
        cluster = new TestCluster(2, "linger", "0", "cache.max-size", "0");
        // Of all members, also of those that start later.
        var config = cluster.member(0).getConfig();
        config.addExecutorConfig(new ExecutorConfig("one", 1));
        config.addExecutorConfig(new ExecutorConfig("many", 64));
        config.addExecutorConfig(new ExecutorConfig("full", 1).setQueueCapacity(1));
        client = cluster.startClient();
        stored = cluster.countStored();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void begin() {
        // Others leave it open.
        Gate.reset();
        storedBefore = stored.get();
    }

    @AfterEach
    void nothingIsLeft() {
        // Else there would be nothing to leave.
        await().untilAsserted(
                        () -> assertThat(stored.get()).as("objects stored").isGreaterThan(storedBefore));
        Gate.open();
        cluster.awaitEmpty(allowed);
    }

    /** {@return an array that no other test has} */
    static double[] large() {
        var large = new double[LARGE];
        large[0] = ++content;
        return large;
    }
}
