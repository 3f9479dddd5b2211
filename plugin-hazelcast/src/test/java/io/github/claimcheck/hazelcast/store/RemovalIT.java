package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectStore.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that shuts down leaves no chunks of what it has removed. */
final class RemovalIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private StoreCluster cluster;
    private Maps maps;
    private Removal removal;
    private final HeldWork chunkWork = new HeldWork();

    /** Runs nothing until it is let go. */
    private static final class HeldWork implements Executor {
        private final CompletableFuture<Void> letGo = new CompletableFuture<>();

        @Override
        public void execute(Runnable work) {
            letGo.thenRun(work);
        }

        void letGo() {
            letGo.complete(null);
        }
    }

    @BeforeEach
    void start() {
        // The members remove nothing themselves.
        cluster = new StoreCluster(1, "linger", "1h");
        var real = Maps.of(cluster.startClient());
        maps = new Maps(real.raw(), chunkWork, real.chunks(), real.unbacked(), real.objects());
        removal = new Removal(maps);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void finish_chunksToBeDeleted_waitsForThat() throws Exception {
        removeOne();

        assertThatThrownBy(() -> removal.finish(new Deadline(Duration.ofMillis(100))))
                .isInstanceOf(TimeoutException.class);
        chunkWork.letGo();
        removal.finish(new Deadline(LONG));

        assertThat(maps.chunks().size()).isZero();
    }

    @Test
    void removeUnclaimed_stopRemoving_leavesItToOthers() throws Exception {
        removeOne();
        chunkWork.letGo();
        var object = putAndRelease();
        removal.stopRemoving();
        removal.finish(new Deadline(LONG));

        assertThat(remove(object)).isEmpty();
        assertThat(maps.objects().size()).isOne();
    }

    /** The member removes nothing before its first sweep. */
    private void removeOne() {
        var object = putAndRelease();
        await().until(() -> !remove(object).isEmpty());
    }

    private List<Removal.Removed> remove(ChunkSource object) {
        var key = new StoredKey(object.key());
        return removal.removeUnclaimed(Set.of(key), 0).toCompletableFuture().join();
    }

    private ChunkSource putAndRelease() {
        var object = SampleObjects.random(3 * SampleObjects.CHUNK_BYTES);
        var claim = new Claim(1, Claim.SUBMITTER);
        try (var store = cluster.clientStore()) {
            store.put(object, claim, Durability.BACKED_UP, new Deadline(LONG));
            store.release(Set.of(object.key()), claim);
        }
        var key = new StoredKey(object.key());
        await("removable")
                .until(() -> removal.look(Set.of(key), 0)
                                .toCompletableFuture()
                                .join()
                                .get(key)
                        == 0);
        return object;
    }
}
