package io.github.claimcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.InMemoryObjectStore;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.store.ObjectStore.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ObjectCacheTest {

    private static final Claim CLAIM = new Claim(1, Claim.SUBMITTER);
    private static final int THREADS = 64;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void get_concurrentCallers_fetchOnce() throws Exception {
        var slow = new SlowStore();
        var cache = new ObjectCache(slow, 1 << 20);
        var object = SampleObjects.random(1000);
        var asked = new CountDownLatch(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var gets = new ArrayList<Future<EncodedObject>>();
            for (int i = 0; i < THREADS; i++) {
                gets.add(threads.submit(() -> {
                    var future = cache.get(object.key());
                    asked.countDown();
                    return future.join();
                }));
            }
            // All callers have got their future while the fetch is under way: nobody waits inside the cache.
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            slow.answer.complete(object);
            for (var get : gets) {
                assertThat(get.get(10, TimeUnit.SECONDS)).isSameAs(object);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(slow.fetches).hasValue(1);
    }

    @Test
    void hits_fetchedAhead_countsOnlyWhatWasAskedForAgain() {
        var cache = new ObjectCache(store, 1 << 20);
        var object = SampleObjects.random(1000);
        store.put(object, CLAIM, Durability.BACKED_UP, store.newDeadline());
        cache.prefetch(object.key()).join();
        cache.get(object.key()).join();
        assertThat(cache.hits()).isZero();
        cache.get(object.key()).join();
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.fetches()).isEqualTo(1);
    }

    @Test
    void get_failedFetch_isNotKept() {
        var cache = new ObjectCache(store, 1 << 20);
        var object = SampleObjects.random(1000);
        assertThat(cache.get(object.key()))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(ObjectMissingException.class);

        store.put(object, CLAIM, Durability.BACKED_UP, store.newDeadline());

        assertThat(cache.get(object.key())).succeedsWithin(Duration.ofSeconds(1));
    }

    @Test
    void get_moreThanFits_keepsAtMostTheLimit() {
        int size = 10_000;
        var cache = new ObjectCache(store, 3 * size);
        var objects = new ArrayList<EncodedObject>();
        for (int i = 0; i < 10; i++) {
            objects.add(SampleObjects.random(size));
            store.put(objects.get(i), CLAIM, Durability.BACKED_UP, store.newDeadline());
        }
        objects.forEach(object -> cache.get(object.key()).join());
        int before = store.fetches();

        objects.forEach(object -> cache.get(object.key()).join());

        assertThat(store.fetches() - before).isGreaterThanOrEqualTo(7);
    }

    @Test
    void get_limitOfZero_keepsNothing() {
        var cache = new ObjectCache(store, 0);
        var object = SampleObjects.random(0);
        store.put(object, CLAIM, Durability.BACKED_UP, store.newDeadline());

        cache.get(object.key()).join();
        cache.get(object.key()).join();

        assertThat(store.fetches()).isEqualTo(2);
    }

    /** Answers when told to. */
    private static final class SlowStore implements ObjectStore {
        private final CompletableFuture<EncodedObject> answer = new CompletableFuture<>();
        private final AtomicInteger fetches = new AtomicInteger();

        @Override
        public CompletableFuture<EncodedObject> fetch(ObjectKey key) {
            fetches.incrementAndGet();
            return answer;
        }

        @Override
        public boolean couldHold(Collection<? extends ChunkSource> objects) {
            return true;
        }

        @Override
        public Deadline newDeadline() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean put(ChunkSource object, Claim claim, Durability durability, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Boolean> renew(Collection<ObjectKey> keys, Claim claim, boolean replaceSubmitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(Collection<ObjectKey> keys, Claim claim, Duration after) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
