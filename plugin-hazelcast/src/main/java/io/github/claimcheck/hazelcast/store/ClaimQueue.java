package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.hazelcast.store.entry.UpdateClaims;
import io.github.claimcheck.store.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Sends changes of claims in the background, all changes of one object since the last time in one step, one step at a
 * time for each object, so that changes never overtake each other. Safe for use by many threads.
 */
final class ClaimQueue {

    private static final int LONGEST_BACK_OFF = 8;
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(25).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Maps maps;
    private final long leaseNanos;
    private final ConcurrentMap<ObjectKey, Batch> pending = new ConcurrentHashMap<>();
    private final ConcurrentMap<ObjectKey, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /**
     * Changes of one object that wait to be sent, and the callers that want to know. Immutable but for what is in it.
     */
    private record Batch(
            List<ClaimChange> changes, CompletableFuture<Boolean> stored, int failures, long since, long notBefore) {

        static Batch of(ClaimChange change) {
            long now = System.nanoTime();
            return new Batch(new ArrayList<>(List.of(change)), new CompletableFuture<>(), 0, now, now);
        }

        boolean isDue() {
            return System.nanoTime() - notBefore >= 0;
        }

        /** {@return this batch, to be sent again later, with the changes that have gathered since} */
        Batch again(Batch newer) {
            var all = new ArrayList<>(changes);
            if (newer != null) {
                all.addAll(newer.changes);
                stored.whenComplete((known, failure) -> complete(newer.stored, known, failure));
            }
            long pause = Math.min(FIRST_PAUSE_NANOS << Math.min(failures, LONGEST_BACK_OFF), LONGEST_PAUSE_NANOS);
            return new Batch(all, stored, failures + 1, since, System.nanoTime() + pause);
        }
    }

    /** @param lease how long to go on trying; then the leases that were to be changed have ended by themselves */
    ClaimQueue(Maps maps, Duration lease) {
        this.maps = maps;
        this.leaseNanos = lease.toNanos();
    }

    /**
     * {@return completes with whether the object was stored when the change was made; exceptionally if the cluster
     * could not be told, and the claim's lease decides}
     */
    CompletableFuture<Boolean> add(ObjectKey key, ClaimChange change) {
        return pending.compute(key, (same, batch) -> {
                    if (batch == null) {
                        return Batch.of(change);
                    }
                    batch.changes.add(change);
                    return batch;
                })
                .stored;
    }

    /** Sends what has gathered. Called regularly by one thread, and by whoever drains; never blocks. */
    void flush() {
        pending.forEach((key, waiting) -> {
            if (waiting.isDue() && underWay.putIfAbsent(key, new CompletableFuture<>()) == null) {
                send(key, pending.remove(key));
            }
        });
    }

    /** Sends what has gathered and waits for the answers. Others may add meanwhile, of which some may be left. */
    void drain(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        do {
            flush();
            deadline.get(CompletableFuture.allOf(underWay.values().toArray(CompletableFuture<?>[]::new)));
        } while (pending.values().stream().anyMatch(Batch::isDue));
    }

    private void send(ObjectKey key, Batch batch) {
        if (batch == null) {
            // Another thread that flushes has just sent it, and got the answer.
            underWay.remove(key).complete(null);
            return;
        }
        try {
            maps.step(key, new UpdateClaims(List.copyOf(batch.changes)))
                    .whenComplete((at, failure) -> sent(key, batch, at != null, failure));
        } catch (RuntimeException | Error e) {
            sent(key, batch, false, e);
        }
    }

    private void sent(ObjectKey key, Batch batch, boolean stored, Throwable failure) {
        boolean again = failure != null && System.nanoTime() - batch.since < leaseNanos;
        try {
            if (again) {
                pending.compute(key, (same, newer) -> batch.again(newer));
            }
        } catch (Error e) {
            // Memory is short. What comes later must not wait for it.
            again = false;
        }
        underWay.remove(key).complete(null);
        if (!again) {
            complete(batch.stored, stored, failure);
        }
    }

    private static void complete(CompletableFuture<Boolean> future, Boolean stored, Throwable failure) {
        if (failure == null) {
            future.complete(stored);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
