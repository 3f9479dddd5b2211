package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.store.Claim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The objects that this session itself keeps stored, because tasks that capture them are being submitted. While a hold
 * protects an object, a task can claim it without waiting for the network. Safe for use by many threads.
 *
 * <p>A hold is short: it is renewed only while it is used, and vanishes soon after its process. It bridges no more than
 * the time that the claims of tasks spend in the queue.
 */
final class SessionHolds {

    private static final long NO_HOLD = 0;
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(4);
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClaimQueue queue;
    private final long taskLeaseMillis;
    private final long leaseMillis;
    private final ConcurrentMap<ObjectKey, Hold> holds = new ConcurrentHashMap<>();

    /**
     * A hold on one object. Times are those of {@link System#nanoTime}.
     *
     * @param id of no other hold, so that the end of one that is still in the queue is not the end of the next
     * @param renewedAt when it was renewed, at the earliest
     * @param askedAt when renewal was last requested
     * @param usedAt when a task last relied on it
     */
    private record Hold(long id, long renewedAt, long askedAt, long usedAt) {}

    /** A change that relies on a hold, and whether the object was stored when it was made. */
    private record Sent(long id, CompletableFuture<Boolean> stored) {}

    /** A hold that is being asked for, and when, at the earliest, it began. */
    record Asked(long id, long since) {}

    SessionHolds(ClaimQueue queue, Duration lease) {
        this.queue = queue;
        this.taskLeaseMillis = lease.toMillis();
        this.leaseMillis = Math.min(taskLeaseMillis, LONGEST_LEASE.toMillis());
    }

    /** {@return a hold for {@link #claimAndHold}} */
    Asked ask() {
        return new Asked(ThreadLocalRandom.current().nextLong(), System.nanoTime());
    }

    /** {@return the changes that claim an object for a task and hold it for this session} */
    List<ClaimChange> claimAndHold(Claim claim, Asked asked) {
        return List.of(ClaimChange.lease(claim, taskLeaseMillis), ClaimChange.session(asked.id, leaseMillis));
    }

    /** Notes that the changes of {@link #claimAndHold} were made. */
    void held(ObjectKey key, Asked asked) {
        var before = holds.put(key, new Hold(asked.id, asked.since, asked.since, System.nanoTime()));
        if (before != null) {
            end(key, before.id);
        }
    }

    /** Ends the hold of {@link #claimAndHold}, of which nothing was noted. */
    void renounced(ObjectKey key, Asked asked) {
        end(key, asked.id);
    }

    /**
     * Claims an object in the background if this session holds it; that ends if the object turns out to be gone.
     *
     * @return completes with whether it was still stored; {@code null} if it is not held
     */
    CompletableFuture<Boolean> claimHeld(ObjectKey key, Claim claim) {
        long now = System.nanoTime();
        var sent = new AtomicReference<Sent>();
        holds.computeIfPresent(key, (held, hold) -> {
            // Half the lease is left for the claim to arrive.
            if (now - hold.renewedAt > leaseMillis * 1_000_000 / 2) {
                return ended(key, hold);
            }
            sent.set(new Sent(hold.id, queue.add(key, ClaimChange.lease(claim, taskLeaseMillis))));
            return new Hold(hold.id, hold.renewedAt, hold.askedAt, now);
        });
        var change = sent.get();
        return change == null
                ? null
                : change.stored.thenApply(stored -> {
                    if (!stored) {
                        lost(key, change.id);
                    }
                    return stored;
                });
    }

    private void lost(ObjectKey key, long id) {
        holds.computeIfPresent(key, (held, hold) -> hold.id == id ? null : hold);
    }

    /** {@return completes when the claims have arrived that relied on a hold, which ends with this} */
    CompletableFuture<Boolean> end(ObjectKey key) {
        var hold = holds.remove(key);
        return end(key, hold == null ? NO_HOLD : hold.id);
    }

    private CompletableFuture<Boolean> end(ObjectKey key, long id) {
        return queue.add(key, ClaimChange.end(new Claim(id, ClaimChange.SESSION)));
    }

    /** Renews the holds that are in use, and ends the others. Called regularly by one thread; never blocks. */
    void tend() {
        long now = System.nanoTime();
        for (var key : holds.keySet()) {
            var sent = new AtomicReference<Sent>();
            holds.computeIfPresent(key, (held, hold) -> tended(key, hold, now, sent));
            var renewal = sent.get();
            if (renewal != null) {
                renewal.stored.thenAccept(stored -> renewed(stored, key, renewal.id, now));
            }
        }
    }

    /** Ends all holds. */
    void endAll() {
        for (var key : holds.keySet()) {
            holds.computeIfPresent(key, this::ended);
        }
    }

    private Hold tended(ObjectKey key, Hold hold, long now, AtomicReference<Sent> sent) {
        if (now - hold.usedAt > IDLE_NANOS) {
            return ended(key, hold);
        }
        if (now - hold.askedAt < leaseMillis * 1_000_000 / 5) {
            return hold;
        }
        sent.set(new Sent(hold.id, queue.add(key, ClaimChange.session(hold.id, leaseMillis))));
        return new Hold(hold.id, hold.renewedAt, now, hold.usedAt);
    }

    private Hold ended(ObjectKey key, Hold hold) {
        end(key, hold.id);
        return null;
    }

    private void renewed(boolean stored, ObjectKey key, long id, long since) {
        holds.computeIfPresent(key, (held, hold) -> {
            if (hold.id != id) {
                return hold;
            }
            return stored ? new Hold(id, since, hold.askedAt, hold.usedAt) : null;
        });
    }
}
