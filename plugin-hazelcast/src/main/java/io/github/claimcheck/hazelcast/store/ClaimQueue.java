package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.store.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sends changes of claims in the background, all changes of one object since the last time in one step. Also keeps the
 * holds of this session: while one protects an object, tasks can claim it without waiting for the network. Safe for use
 * by many threads.
 */
final class ClaimQueue {

    /** Short, because a client that shuts down does not get to end its holds. */
    private static final long HOLD_MILLIS = 4_000;

    private static final int TRIES = 4;
    private static final long IDLE_NANOS = 1_000_000_000L;

    private final Maps maps;
    private final long leaseMillis;
    private final Claim session;
    private final ConcurrentMap<ObjectKey, Batch> pending = new ConcurrentHashMap<>();
    private final ConcurrentMap<ObjectKey, Hold> holds = new ConcurrentHashMap<>();

    /** Changes of one object that wait to be sent, and the callers that want to know. */
    private record Batch(List<Change> changes, CompletableFuture<Boolean> stored, int tries) {}

    /** A hold of this session on one object. */
    private record Hold(long renewedAt, long usedAt) {}

    ClaimQueue(Maps maps, long leaseMillis, long sessionId) {
        this.maps = maps;
        this.leaseMillis = leaseMillis;
        this.session = new Claim(sessionId, Claim.SUBMITTER);
    }

    /** {@return the changes that claim an object for a task and hold it for this session} */
    List<Change> claimAndHold(Claim claim) {
        return List.of(Change.hold(claim, leaseMillis), Change.hold(session, HOLD_MILLIS));
    }

    /** Notes that the changes of {@link #claimAndHold} were made, at the earliest at {@code since}. */
    void held(ObjectKey key, long since) {
        holds.put(key, new Hold(since, System.nanoTime()));
    }

    /** {@return whether this session holds the object, so that the claim may follow in the background} */
    boolean claimHeld(ObjectKey key, Claim claim) {
        long now = System.nanoTime();
        var hold = holds.computeIfPresent(key, (held, known) -> {
            if (now - known.renewedAt > HOLD_MILLIS * 1_000_000 / 2) {
                return null;
            }
            add(key, Change.hold(claim, leaseMillis));
            return new Hold(known.renewedAt, now);
        });
        return hold != null;
    }

    /** {@return completes with whether the object was stored when the change was made} */
    CompletableFuture<Boolean> add(ObjectKey key, Change change) {
        return pending.compute(key, (same, batch) -> {
                    var known = batch == null ? new Batch(new ArrayList<>(), new CompletableFuture<>(), 0) : batch;
                    known.changes.add(change);
                    return known;
                })
                .stored;
    }

    /** Sends what has gathered. Called regularly by one thread; never blocks. */
    void flush() {
        tendHolds();
        for (var key : pending.keySet()) {
            var batch = pending.remove(key);
            if (batch != null) {
                send(key, batch);
            }
        }
    }

    private void send(ObjectKey key, Batch batch) {
        maps.objects()
                .submitToKey(new StoredKey(key), new UpdateClaims(List.copyOf(batch.changes)))
                .whenCompleteAsync((stored, failure) -> sent(key, batch, stored, failure), Runnable::run);
    }

    private void sent(ObjectKey key, Batch batch, Boolean stored, Throwable failure) {
        if (failure == null) {
            if (!stored) {
                holds.remove(key);
            }
            batch.stored.complete(stored);
        } else if (batch.tries < TRIES) {
            tryAgain(key, batch);
        } else {
            // The leases end what could not be told.
            batch.stored.completeExceptionally(failure);
        }
    }

    private void tryAgain(ObjectKey key, Batch failed) {
        pending.compute(key, (same, newer) -> {
            var changes = new ArrayList<>(failed.changes);
            if (newer != null) {
                changes.addAll(newer.changes);
                failed.stored.whenComplete((stored, failure) -> {
                    if (failure == null) {
                        newer.stored.complete(stored);
                    } else {
                        newer.stored.completeExceptionally(failure);
                    }
                });
            }
            return new Batch(changes, failed.stored, failed.tries + 1);
        });
    }

    /** Renews the holds that are in use, and ends the others. */
    private void tendHolds() {
        long now = System.nanoTime();
        for (var key : holds.keySet()) {
            holds.computeIfPresent(key, (held, hold) -> {
                if (now - hold.usedAt > IDLE_NANOS) {
                    add(key, Change.end(new Claim(session.id(), Claim.ALL_HOLDERS)));
                    return null;
                }
                if (now - hold.renewedAt > HOLD_MILLIS * 1_000_000 / 4) {
                    add(key, Change.hold(session, HOLD_MILLIS));
                    return new Hold(now, hold.usedAt);
                }
                return hold;
            });
        }
    }
}
