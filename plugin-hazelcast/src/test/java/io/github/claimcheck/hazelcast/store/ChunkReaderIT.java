package io.github.claimcheck.hazelcast.store;

import static io.github.claimcheck.hazelcast.store.StoreActions.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.store.ObjectMissingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ChunkReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A merge brings the entries and the chunks of the smaller half one after the other. */
    @Test
    void read_missingObject_waitsForItWhileHalvesMerge() throws Exception {
        var ticker = Executors.newSingleThreadScheduledExecutor();
        try (var cluster = new StoreCluster(1)) {
            var store = cluster.storeOf(cluster.member(0));
            var reader = new ChunkReader(
                    store.maps(),
                    ticker,
                    PATIENCE,
                    Duration.ofSeconds(1),
                    (key, at) -> CompletableFuture.completedFuture(null));
            var object = SampleObjects.random(SampleObjects.CHUNK_BYTES);
            assertThatThrownBy(() -> reader.read(object.key()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ObjectMissingException.class);

            reader.mergeBegins();
            var reading = reader.read(object.key());
            StoreActions.put(store, object, claim());
            reader.mergeEnds();

            assertThat(SampleObjects.content(reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)))
                    .isEqualTo(SampleObjects.content(object));
        } finally {
            ticker.shutdownNow();
        }
    }
}
