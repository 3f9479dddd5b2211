package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.listener.EntryAddedListener;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody clears the plugin's maps. */
final class ClearedStoreIT {

    private static final Duration ALLOWED = Duration.ofSeconds(5);

    /** For so long an object stays that was stored again, so that a member can take it over. */
    private static final Duration RESTORED = Duration.ofSeconds(4);

    private static final int LARGE = 200_000;

    /** A lambda that may travel. */
    private interface Task<T> extends Callable<T>, Serializable {}

    /**
     * The task writes, so it shares no decoded array: it reads the store, and ends only when its object has been stored
     * again. One that only reads may end sooner, and clearing the maps during the upload leaves an entry without
     * chunks.
     */
    @Test
    void submit_storeCleared_nextSubmissionStoresAgain() throws Exception {
        var large = new double[LARGE];
        Task<Integer> task = () -> {
            large[0]++;
            return large.length;
        };
        try (var own = new TestCluster(1, "linger", "0", "lease", "8s", "cache.max-size", "0")) {
            var executor = own.startClient().getExecutorService("x");
            for (int i = 0; i < 20; i++) {
                assertThat(executor.submit(task).get()).isEqualTo(LARGE);
                own.clear();
            }
            own.awaitEmpty(Duration.ofSeconds(20));
        }
    }

    /** The task runs from the member's cache and has ended when the submitter learns that its object is gone. */
    @Test
    void submit_storeClearedWhileItIsHeld_leavesNothing() throws Exception {
        var large = new double[LARGE];
        Task<Integer> task = () -> large.length;
        try (var own = new TestCluster(1, "linger", "0")) {
            var executor = own.startClient().getExecutorService("x");
            assertThat(executor.submit(task).get()).isEqualTo(LARGE);
            own.clear();
            var storedAgain = new CountDownLatch(1);
            EntryAddedListener<Object, Object> listener = event -> storedAgain.countDown();
            own.member(0).getMap(StoreMaps.OBJECTS).addEntryListener(listener, false);
            assertThat(executor.submit(task).get()).isEqualTo(LARGE);
            assertThat(storedAgain.await(20, TimeUnit.SECONDS)).isTrue();
            own.awaitEmpty(RESTORED.plus(ALLOWED));
        }
    }
}
