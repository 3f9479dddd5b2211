package io.github.claimcheck.hazelcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineTasksIT {

    private static final long OTHER = 4711;
    private static final long KEPT = 4712;
    private static final Duration LONG_AFTER = Duration.ofSeconds(2);

    private final HazelcastInstance member = Hazelcast.newHazelcastInstance(config());

    private static Config config() {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }

    private interface Action extends Runnable, Serializable {}

    /** Knows one claim, of each task that is kept to run again. */
    private static final class Finder implements EngineTasks.ClaimFinder {
        @Override
        public long inTask(Object task) {
            return KEPT;
        }

        @Override
        public long inName(String shown) {
            return 0;
        }

        @Override
        public long inBytes(byte[] data) {
            return 0;
        }
    }

    @AfterEach
    void stop() {
        member.shutdown();
    }

    /** When its time comes, the engine refuses it, and from then on to say whether it is done. */
    @Test
    void look_scheduledTaskWhoseExecutorWasShutDown_neverHoldsAnother() {
        var executor = member.getScheduledExecutorService("shut down");
        Action nothing = () -> {};
        executor.schedule(nothing, 300, TimeUnit.MILLISECONDS);
        executor.shutdown();

        var tasks = new EngineTasks(((HazelcastInstanceProxy) member).getOriginal(), new Finder());

        await().during(LONG_AFTER)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(tasks.snapshot().mayRun(OTHER)).isFalse());
        assertThat(tasks.snapshot().mayRun(KEPT)).isFalse();
    }
}
