package io.github.claimcheck.hazelcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.github.claimcheck.task.CallKind;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EngineTasksIT {

    private static final long UNKNOWN = 4711;

    private final HazelcastInstance member = Hazelcast.newHazelcastInstance(config());

    private static Config config() {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }

    /** A task that holds nothing, as far as anybody can see. */
    public static final class Opaque implements Runnable, DataSerializable {
        @Override
        public void run() {
            // Only its kind matters.
        }

        @Override
        public void writeData(ObjectDataOutput out) {
            // It has no content.
        }

        @Override
        public void readData(ObjectDataInput in) {
            // It has no content.
        }
    }

    /** Finds nothing, and takes what the engine serializes for opaque. */
    private static final class Finder implements EngineTasks.ClaimFinder {
        @Override
        public long inTask(Object task) {
            return 0;
        }

        @Override
        public boolean mayHide(Object task) {
            return task instanceof Opaque;
        }

        @Override
        public long inName(String shown) {
            return 0;
        }

        @Override
        public boolean inBytes(byte[] data, LongConsumer claims) {
            return true;
        }
    }

    @AfterEach
    void stop() {
        member.shutdown();
    }

    /** Tasks of other executors would be held, and renewed, for as long as the schedule runs. */
    @ParameterizedTest
    @EnumSource
    void look_scheduleThatCannotBeLookedInto_mayHideOnlyTasksOfSuchExecutors(CallKind kind) {
        member.getScheduledExecutorService("opaque").scheduleAtFixedRate(new Opaque(), 0, 1, TimeUnit.HOURS);

        var found = new EngineTasks(((HazelcastInstanceProxy) member).getOriginal(), new Finder()).look();

        assertThat(found.mayRun(UNKNOWN, kind)).isEqualTo(kind != CallKind.SINGLE && kind != CallKind.MANY);
    }
}
