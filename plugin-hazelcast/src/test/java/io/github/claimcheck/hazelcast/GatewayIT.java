package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.EntryProcessor;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that reach their member by way of another one, which reads them to pass them on. */
final class GatewayIT {

    private static final int LARGE = 200_000;
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int BUSY_SECONDS = 8;

    /** The members are in this process. */
    private static final CountDownLatch IS_BUSY = new CountDownLatch(1);

    private int content;
    private final TestCluster cluster = new TestCluster(2, "linger", LINGER.toSeconds() + "s", "cache.max-size", "0");

    private interface Task<T> extends Callable<T>, Serializable {}

    /** Keeps a partition thread from reading what arrives. */
    private static final class Busy implements EntryProcessor<String, String, Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void process(Map.Entry<String, String> entry) {
            IS_BUSY.countDown();
            try {
                TimeUnit.SECONDS.sleep(BUSY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        }

        @Override
        public EntryProcessor<String, String, Void> getBackupProcessor() {
            return null;
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Task<Integer> task(Predicate<ObjectKey> wanted) {
        var large = new double[LARGE];
        do {
            large[0] = ++content;
        } while (!wanted.test(RawCodec.encode(large, LARGE).key()));
        return () -> large.length;
    }

    private int partitionOf(Object key) {
        return cluster.member(0).getPartitionService().getPartition(key).getPartitionId();
    }

    private boolean isOnFirstMember(int partition) {
        return cluster.member(0).getPartitionService().getPartitions().stream()
                .anyMatch(one ->
                        one.getPartitionId() == partition && one.getOwner().localMember());
    }

    /** {@return a key of the second member, whose next partition is on the first} */
    private String keyOfSecondMember() {
        for (int i = 0; ; i++) {
            int partition = partitionOf("key" + i);
            if (!isOnFirstMember(partition) && isOnFirstMember(partition + 1)) {
                return "key" + i;
            }
        }
    }

    @Test
    void schedule_ownerReadsItLate_resolves() throws Exception {
        var client = cluster.startClientOf(0);
        var key = keyOfSecondMember();
        // On another thread than the one that is busy, so that the object is removed as soon as it may be.
        var task = task(object -> partitionOf(new StoredKey(object)) == partitionOf(key) + 1);
        // Stores it, which could not be done while a thread is busy.
        var first = cluster.member(0).getCluster().getLocalMember();
        assertThat(client.getExecutorService("x").submitToMember(task, first).get())
                .isEqualTo(LARGE);
        var busy = client.<String, String>getMap("busy").submitToKey(key, new Busy());
        assertThat(IS_BUSY.await(10, TimeUnit.SECONDS)).isTrue();
        var future = client.getScheduledExecutorService("s").scheduleOnKeyOwner(task, key, 0, TimeUnit.SECONDS);
        assertThat(future.get()).isEqualTo(LARGE);
        busy.toCompletableFuture().get();
        cluster.awaitEmpty(LINGER.plusSeconds(5));
    }

    /** The first member passes it on, and keeps the backup. */
    @Test
    void schedule_cancelledAtOnce_leavesNothing() {
        var client = cluster.startClientOf(0);
        var executor = client.getScheduledExecutorService("s");
        for (int i = 0; i < 5; i++) {
            var future = executor.scheduleOnKeyOwner(task(object -> true), keyOfSecondMember(), 1, TimeUnit.HOURS);
            assertThat(future.cancel(false)).isTrue();
            future.dispose();
        }
        cluster.awaitEmpty(Duration.ofSeconds(6));
    }
}
