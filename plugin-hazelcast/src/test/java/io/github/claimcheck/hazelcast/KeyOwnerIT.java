package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.partition.PartitionAware;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key may itself be a Callable: where its task runs depends on the bytes that it would have without the plugin. */
final class KeyOwnerIT {

    private static final int KEYS = 8;
    private static final int LARGE = 200_000;

    private static TestCluster cluster;
    private static HazelcastInstance client;

    /** A key that the plugin's serializer sees. */
    private record Key(int number, byte[] content) implements Callable<Integer>, Serializable {
        @Override
        public Integer call() {
            return number;
        }
    }

    /** Tells where it runs. */
    private static class Where implements Callable<UUID>, Serializable, HazelcastInstanceAware {
        private static final long serialVersionUID = 1L;
        private transient HazelcastInstance here;

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            here = instance;
        }

        @Override
        public UUID call() {
            return here.getCluster().getLocalMember().getUuid();
        }
    }

    /** Says itself which key it belongs to, and does not capture it. */
    private static final class WhereKeyIs extends Where implements PartitionAware<Key> {
        private static final long serialVersionUID = 1L;
        private final int number;
        private final int bytes;

        WhereKeyIs(int number, int bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public Key getPartitionKey() {
            return new Key(number, new byte[bytes]);
        }
    }

    @BeforeAll
    static void start() {
        cluster = new TestCluster(2, "linger", "5m");
        client = cluster.startClient();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void submit_keyIsCallable_runsOnItsOwnerAndStoresNothing(int keyBytes) throws Exception {
        for (int i = 0; i < KEYS; i++) {
            var key = new Key(i, new byte[keyBytes]);
            var map = cluster.member(0).getMap("keys");
            map.set(key, i);
            var owner = cluster.member(0)
                    .getPartitionService()
                    .getPartition(key)
                    .getOwner()
                    .getUuid();
            assertThat(map.get(key)).isEqualTo(i);
            assertThat(client.getExecutorService("x")
                            .submitToKeyOwner(new Where(), key)
                            .get())
                    .isEqualTo(owner);
            assertThat(cluster.member(1)
                            .getExecutorService("x")
                            .submitToKeyOwner(new Where(), key)
                            .get())
                    .isEqualTo(owner);
            assertThat(client.getDurableExecutorService("x")
                            .submitToKeyOwner(new Where(), key)
                            .get())
                    .isEqualTo(owner);
            var scheduled =
                    client.getScheduledExecutorService("x").scheduleOnKeyOwner(new Where(), key, 0, TimeUnit.SECONDS);
            assertThat(scheduled.get()).isEqualTo(owner);
            scheduled.dispose();
            var aware = new WhereKeyIs(i, keyBytes);
            assertThat(client.getExecutorService("x").submit(aware).get()).isEqualTo(owner);
            assertThat(client.getDurableExecutorService("x").submit(aware).get())
                    .isEqualTo(owner);
        }
        assertThat(cluster.member(0).getMap(StoreMaps.OBJECTS).size()).isZero();
    }
}
