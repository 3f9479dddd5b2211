package io.github.claimcheck.hazelcast;

import io.github.claimcheck.hazelcast.store.Background;
import io.github.claimcheck.store.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Opens something that needs the cluster, in the background and on first need, because a suspended member may delay it.
 * A failed attempt is repeated at the next need. Safe for use by many threads.
 */
final class Opening<T> {

    /** Never interrupted: the engine would fail to shut down because of a map that was not created to the end. */
    private final ExecutorService opener = Background.worker("claimcheck.opener");

    private final Supplier<T> open;
    private final Duration patience;
    private final AtomicReference<UnderWay> attempt = new AtomicReference<>();
    private volatile T opened;

    /** An attempt under way. All submitters that wait for it share one deadline. */
    private record UnderWay(CompletableFuture<Void> done, Deadline deadline) {}

    /**
     * @param open waits for the cluster
     * @param patience how long submitters wait for it
     */
    Opening(Supplier<T> open, Duration patience) {
        this.open = open;
        this.patience = patience;
    }

    /** {@return what was opened, or {@code null} if it is not open yet} */
    T now() {
        return opened;
    }

    /** Begins in the background, unless that is under way. */
    void begin() {
        attempt();
    }

    /** Waits until it is open, as long as a submitter may be held up. */
    void awaitAsSubmitter() throws InterruptedException, ExecutionException, TimeoutException {
        if (opened == null) {
            var underWay = attempt();
            underWay.deadline.get(underWay.done);
        }
    }

    /**
     * {@return what is open now, or within {@code atMost}}
     *
     * @throws io.github.claimcheck.ClaimcheckException if it is not
     */
    T await(Duration atMost) {
        if (opened == null) {
            Waiting.forStore(attempt().done, atMost);
        }
        return opened;
    }

    private UnderWay attempt() {
        var fresh = new UnderWay(new CompletableFuture<>(), new Deadline(patience));
        var other = attempt.compareAndExchange(null, fresh);
        if (other != null) {
            return other;
        }
        try {
            opener.execute(() -> open(fresh));
        } catch (RuntimeException | Error e) {
            failed(fresh, e);
        }
        return fresh;
    }

    private void open(UnderWay mine) {
        if (!attempt.compareAndSet(mine, mine)) {
            // It could not be begun, as it seemed, and another was.
            return;
        }
        try {
            opened = open.get();
            mine.done.complete(null);
        } catch (RuntimeException | Error e) {
            failed(mine, e);
        }
    }

    private void failed(UnderWay mine, Throwable failure) {
        attempt.compareAndSet(mine, null);
        mine.done.completeExceptionally(failure);
    }
}
