package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.store.entry.Change;
import io.github.claimcheck.store.Claim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The objects that this session itself keeps stored, because tasks that capture them are being submitted. While a hold
 * protects an object, a task can claim it without waiting for the network. Safe for use by many threads.
 *
 * <p>A hold is short: it is renewed only while it is used, and vanishes soon after its process. It bridges no more than
 * the time that the claims of tasks spend in the queue.
 */
final class SessionHolds {

    private static final Duration LONGEST_LEASE = Duration.ofSeconds(4);
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClaimQueue queue;
    private final long sessionId;
    private final long taskLeaseMillis;
    private final long leaseMillis;
    private final ConcurrentMap<ObjectKey, Hold> holds = new ConcurrentHashMap<>();

    /**
     * A hold on one object. Times are those of {@link System#nanoTime}.
     *
     * @param renewedAt when the request that renewed it was made, at the latest
     * @param askedAt when renewal was last requested
     * @param usedAt when a task last relied on it
     */
    private record Hold(long renewedAt, long askedAt, long usedAt) {}

    SessionHolds(ClaimQueue queue, long sessionId, Duration lease) {
        this.queue = queue;
        this.sessionId = sessionId;
        this.taskLeaseMillis = lease.toMillis();
        this.leaseMillis = Math.min(taskLeaseMillis, LONGEST_LEASE.toMillis());
    }

    /** {@return the changes that claim an object for a task and hold it for this session} */
    List<Change> claimAndHold(Claim claim) {
        return List.of(Change.hold(claim, taskLeaseMillis), Change.session(sessionId, leaseMillis));
    }

    /** Notes that the changes of {@link #claimAndHold} were made, at the earliest at {@code since}. */
    void held(ObjectKey key, long since) {
        holds.put(key, new Hold(since, since, System.nanoTime()));
    }

    /**
     * Claims an object in the background if this session holds it.
     *
     * @return completes with whether it was still stored; {@code null} if it is not held
     */
    CompletableFuture<Boolean> claimHeld(ObjectKey key, Claim claim) {
        long now = System.nanoTime();
        var sent = new AtomicReference<CompletableFuture<Boolean>>();
        holds.computeIfPresent(key, (held, hold) -> {
            // Half the lease is left for the claim to arrive.
            if (now - hold.renewedAt > leaseMillis * 1_000_000 / 2) {
                return null;
            }
            sent.set(queue.add(key, Change.hold(claim, taskLeaseMillis)));
            return new Hold(hold.renewedAt, hold.askedAt, now);
        });
        return sent.get();
    }

    /** Called when an object that was held is gone all the same. */
    void lost(ObjectKey key) {
        holds.remove(key);
    }

    /** {@return completes when the claims have arrived that relied on a hold, which ends with this} */
    CompletableFuture<Boolean> end(ObjectKey key) {
        holds.remove(key);
        return queue.add(key, Change.end(new Claim(sessionId, Change.SESSION)));
    }

    /** Renews the holds that are in use, and ends the others. Called regularly by one thread; never blocks. */
    void tend() {
        long now = System.nanoTime();
        for (var key : holds.keySet()) {
            var renewal = new AtomicReference<CompletableFuture<Boolean>>();
            holds.computeIfPresent(key, (held, hold) -> tended(key, hold, now, renewal));
            if (renewal.get() != null) {
                renewal.get().thenAccept(stored -> renewed(stored, key, now));
            }
        }
    }

    /** Ends all holds. */
    void endAll() {
        for (var key : holds.keySet()) {
            holds.computeIfPresent(key, (held, hold) -> ended(key));
        }
    }

    private Hold tended(ObjectKey key, Hold hold, long now, AtomicReference<CompletableFuture<Boolean>> renewal) {
        if (now - hold.usedAt > IDLE_NANOS) {
            return ended(key);
        }
        if (now - hold.askedAt < leaseMillis * 1_000_000 / 5) {
            return hold;
        }
        renewal.set(queue.add(key, Change.session(sessionId, leaseMillis)));
        return new Hold(hold.renewedAt, now, hold.usedAt);
    }

    private Hold ended(ObjectKey key) {
        queue.add(key, Change.end(new Claim(sessionId, Change.SESSION)));
        return null;
    }

    private void renewed(boolean stored, ObjectKey key, long since) {
        holds.computeIfPresent(key, (held, hold) -> stored ? new Hold(since, hold.askedAt, hold.usedAt) : null);
    }
}
