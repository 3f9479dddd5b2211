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
 * What takes the cluster to open, one member of which may be suspended, so it is opened in the background when it is
 * first needed; after a failure, again at the next need. Safe for use by many threads.
 */
final class Opening<T> {

    /** Never interrupted: the engine would fail to shut down because of a map that was not created to the end. */
    private final ExecutorService opener = Background.worker("claimcheck.opener");

    private final Supplier<T> open;
    private final Duration patience;
    private final AtomicReference<UnderWay> attempt = new AtomicReference<>();
    private volatile T opened;

    /** Who waits for it, waits until the deadline, all together. */
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
        opener.execute(() -> {
            try {
                opened = open.get();
                fresh.done.complete(null);
            } catch (RuntimeException | Error e) {
                attempt.set(null);
                fresh.done.completeExceptionally(e);
            }
        });
        return fresh;
    }
}
