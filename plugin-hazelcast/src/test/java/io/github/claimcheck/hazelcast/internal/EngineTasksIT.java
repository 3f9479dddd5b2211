package io.github.claimcheck.hazelcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineTasksIT {

    private static final long OTHER = 4711;

    private final HazelcastInstance member = Hazelcast.newHazelcastInstance(config());

    private static Config config() {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }

    private interface Action extends Runnable, Serializable {}

    /** Takes tasks for what they show as. */
    private static final class Finder implements EngineTasks.ClaimFinder {
        @Override
        public long inTask(Object task) {
            return Objects.hashCode(task);
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
    void look_scheduledTaskWhoseExecutorWasShutDown_holdsNoOther() {
        var executor = member.getScheduledExecutorService("shut down");
        Action nothing = () -> {};
        var future = executor.schedule(nothing, 300, TimeUnit.MILLISECONDS);
        executor.shutdown();
        await().until(() -> isRefused(future));

        var found = new EngineTasks(((HazelcastInstanceProxy) member).getOriginal(), new Finder()).look();

        assertThat(found.mayRun(OTHER)).isFalse();
    }

    private static boolean isRefused(Future<?> future) {
        try {
            future.get(10, TimeUnit.MILLISECONDS);
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException | TimeoutException e) {
            return false;
        }
    }
}
