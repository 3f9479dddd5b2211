package io.github.claimcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.ContentChangedException;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectMissingException;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ObjectStore} does. A subclass gives a store whose linger is short and whose lease is longer than a
 * test.
 */
public abstract class ObjectStoreContract {

    /** How long objects may take to go, or background work to be done. */
    protected static final Duration SOON = Duration.ofSeconds(15);

    private static final long MEMBER = 7;

    /** Gives the store under test; the same one throughout a test. */
    protected abstract ObjectStore store();

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                SampleObjects.CHUNK_BYTES - 1,
                SampleObjects.CHUNK_BYTES,
                SampleObjects.CHUNK_BYTES + 1,
                20 * SampleObjects.CHUNK_BYTES + 5
            })
    void fetch_stored_givesTheContent(int length) {
        var object = SampleObjects.random(length);

        store().put(object, submitter(), Durability.BACKED_UP, store().newDeadline());

        var fetched = fetch(object.key());
        assertThat(fetched.key()).isEqualTo(object.key());
        assertThat(SampleObjects.content(fetched)).isEqualTo(SampleObjects.content(object));
    }

    @Test
    void fetch_neverStored_isMissing() {
        assertMissing(SampleObjects.random(100).key());
    }

    @ParameterizedTest
    @EnumSource
    void put_storedAlready_onlyClaims(Durability durability) {
        var object = SampleObjects.random(100);

        assertThat(store().put(object, submitter(), durability, store().newDeadline()))
                .isTrue();
        assertThat(store().put(object, submitter(), Durability.BACKED_UP, store().newDeadline()))
                .isFalse();
        assertThat(store().put(object, submitter(), Durability.BACKED_UP_LATER, store().newDeadline()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void put_givesTheContentUntilReleased(Durability durability) {
        var claim = submitter();
        var object = SampleObjects.random(3 * SampleObjects.CHUNK_BYTES - 100);

        store().put(object, claim, durability, store().newDeadline());

        assertThat(SampleObjects.content(fetch(object.key()))).isEqualTo(SampleObjects.content(object));
        assertStays(object.key());
        store().release(List.of(object.key()), claim);
        awaitMissing(object.key());
    }

    @ParameterizedTest
    @EnumSource
    void put_storedAlready_keepsItAndClaims(Durability durability) {
        var first = submitter();
        var second = submitter();
        var object = stored(first);

        store().put(object, second, durability, store().newDeadline());
        store().release(List.of(object.key()), first);

        assertStays(object.key());
        store().release(List.of(object.key()), second);
        awaitMissing(object.key());
    }

    @Test
    void put_contentChangedMeanwhile_refusesAndStoresNothing() {
        var array = SampleObjects.content(SampleObjects.random(3 * SampleObjects.CHUNK_BYTES));
        var object = RawCodec.encode(array, SampleObjects.CHUNK_BYTES);
        array[array.length - 1]++;

        assertThatThrownBy(() -> store().put(object, submitter(), Durability.BACKED_UP, store().newDeadline()))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(ContentChangedException.class);

        assertMissing(object.key());
    }

    @Test
    void put_concurrently_allSucceed() throws Exception {
        var object = SampleObjects.random(5 * SampleObjects.CHUNK_BYTES);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var puts = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                puts.add(threads.submit(
                        () -> store().put(object, submitter(), Durability.BACKED_UP, store().newDeadline())));
            }
            for (var put : puts) {
                put.get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(SampleObjects.content(fetch(object.key()))).isEqualTo(SampleObjects.content(object));
    }

    @Test
    void release_lastClaim_removesAfterLinger() {
        var claim = submitter();
        var object = stored(claim);

        store().release(List.of(object.key()), claim);

        awaitMissing(object.key());
    }

    @Test
    void release_inAWhile_keepsUntilThen() {
        var claim = submitter();
        var object = stored(claim);
        var after = Duration.ofSeconds(2);
        long since = System.nanoTime();

        store().release(List.of(object.key()), claim, after);

        awaitMissing(object.key());
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(after.toNanos());
    }

    @Test
    void release_oneOfTwoClaims_keeps() {
        var first = submitter();
        var second = submitter();
        var object = stored(first);
        assertThat(store().put(object, second, Durability.BACKED_UP, store().newDeadline()))
                .isFalse();

        store().release(List.of(object.key()), first);

        assertStays(object.key());
    }

    @Test
    void release_oneHolder_keepsForTheOther() {
        var claim = submitter();
        var object = stored(claim);
        renewed(object.key(), new Claim(claim.id(), MEMBER), false);

        store().release(List.of(object.key()), claim);

        assertStays(object.key());
    }

    @Test
    void release_allHolders_removes() {
        var claim = submitter();
        var object = stored(claim);
        renewed(object.key(), new Claim(claim.id(), MEMBER), false);

        store().release(List.of(object.key()), new Claim(claim.id(), Claim.ALL_HOLDERS));

        awaitMissing(object.key());
    }

    @Test
    void release_unknown_changesNothing() {
        var object = stored(submitter());

        store().release(List.of(object.key(), SampleObjects.random(9).key()), submitter());

        assertStays(object.key());
    }

    @Test
    void renew_replacingTheSubmitter_endsOnlyItsHold() {
        var claim = submitter();
        var object = stored(claim);
        var arrived = new Claim(claim.id(), MEMBER);
        renewed(object.key(), arrived, true);

        assertStays(object.key());
        store().release(List.of(object.key()), arrived);

        awaitMissing(object.key());
    }

    @Test
    void renew_oneOfTheObjectsGone_isFalse() {
        var claim = submitter();
        var object = stored(claim);

        var renewed =
                store().renew(List.of(object.key(), SampleObjects.random(9).key()), claim, false);

        assertThat(renewed.toCompletableFuture()).succeedsWithin(SOON).isEqualTo(false);
    }

    /** Waits until an object that is claimed by nobody has gone, and then looks at the other. */
    protected final void assertStays(ObjectKey key) {
        var claim = submitter();
        var control = stored(claim);
        store().release(List.of(control.key()), claim);
        awaitMissing(control.key());
        assertThat(fetch(key).key()).isEqualTo(key);
    }

    /** Stores a new object of a few chunks. */
    protected final EncodedObject stored(Claim claim) {
        var object = SampleObjects.random(3 * SampleObjects.CHUNK_BYTES - 100);
        store().put((ChunkSource) object, claim, Durability.BACKED_UP, store().newDeadline());
        return object;
    }

    /** Makes the claim of a new task. */
    protected static Claim submitter() {
        return new Claim(SampleObjects.newId(), Claim.SUBMITTER);
    }

    /** Fetches now. */
    protected final EncodedObject fetch(ObjectKey key) {
        return store().fetch(key).orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Waits until an object cannot be found any more. */
    protected final void awaitMissing(ObjectKey key) {
        await().atMost(SOON).untilAsserted(() -> assertMissing(key));
    }

    private void assertMissing(ObjectKey key) {
        CompletableFuture<EncodedObject> fetching = store().fetch(key);
        assertThatThrownBy(fetching::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ObjectMissingException.class);
    }

    private void renewed(ObjectKey key, Claim claim, boolean replaceSubmitter) {
        assertThat(store().renew(List.of(key), claim, replaceSubmitter).toCompletableFuture())
                .succeedsWithin(SOON)
                .isEqualTo(true);
    }
}
