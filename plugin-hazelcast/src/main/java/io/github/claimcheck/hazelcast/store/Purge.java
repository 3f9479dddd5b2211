package io.github.claimcheck.hazelcast.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.github.claimcheck.hazelcast.store.entry.Ledger;
import io.github.claimcheck.hazelcast.store.entry.LedgerStep;
import io.github.claimcheck.hazelcast.store.entry.StoredKey;
import io.github.claimcheck.store.Deadline;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Removes every object in the cluster that nobody claims, however short it has been lingering, to make room. */
final class Purge {

    private final Maps maps;
    private final Footprint footprint;
    private final Removal removal;
    private final Executor lister = Background.worker("claimcheck.lister");
    private final AtomicReference<CompletableFuture<Set<StoredKey>>> listing = new AtomicReference<>();

    Purge(Maps maps, Removal removal, Footprint footprint) {
        this.maps = maps;
        this.footprint = footprint;
        this.removal = removal;
    }

    /** Waits until it is done, and the ledger knows. */
    void run(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        var removed = deadline.get(removal.removeUnclaimed(deadline.get(list()), 0));
        var freed = removed.stream().collect(groupingBy(Purge::where, summingLong(footprint::of)));
        for (var member : freed.entrySet()) {
            deadline.get(maps.step(LedgerStep.freed(member.getValue(), member.getKey())));
        }
    }

    /** {@return whether somebody waits for the members to list what they have} */
    boolean isUnderWay() {
        return listing.get() != null;
    }

    /** Waits for all members, also for one that is suspended, so not on the caller's thread; one at a time. */
    private CompletableFuture<Set<StoredKey>> list() {
        var fresh = new CompletableFuture<Set<StoredKey>>();
        var underWay = listing.compareAndExchange(null, fresh);
        if (underWay != null) {
            return underWay;
        }
        try {
            lister.execute(() -> list(fresh));
        } catch (RuntimeException | Error e) {
            listing.compareAndSet(fresh, null);
            fresh.completeExceptionally(e);
        }
        return fresh;
    }

    private void list(CompletableFuture<Set<StoredKey>> all) {
        try {
            all.complete(maps.objects().keySet());
        } catch (RuntimeException | Error e) {
            all.completeExceptionally(e);
        } finally {
            listing.compareAndSet(all, null);
        }
    }

    private static UUID where(Removal.Removed object) {
        return object.placement().hasHome() ? object.placement().member() : Ledger.EVERYWHERE;
    }
}
