package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.StoreException;
import io.github.claimcheck.store.StoreFullException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;

/**
 * An object store in maps of a Hazelcast cluster, for members and clients. Chunks are spread over the partitions; a
 * small entry for each object says where they are and who claims them.
 */
public final class IMapObjectStore implements ObjectStore {

    private static final long FLUSH_MILLIS = 25;

    /** For a member to take over what was restored: it tries to twice a second. */
    private static final Duration RESTORED_LEASE = Duration.ofSeconds(4);

    /** How long each step of closing may take that tells the cluster what this session needs no longer. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** How long closing may take to delete what was removed. */
    private static final Duration LAST_DELETIONS = Duration.ofSeconds(2);

    private final HazelcastInstance instance;
    private final Settings settings;
    private final Maps maps;
    private final ClaimQueue claims;
    private final SessionHolds holds;
    private final Removal removal;
    private final Room room;
    private final DeferredBackups deferredBackups;
    private final Publisher publisher;
    private final ChunkReader reader;
    private final ScheduledExecutorService ticker;
    private final ScheduledFuture<?> flushing;
    private final CircuitBreaker breaker;
    private final ConcurrentMap<ObjectKey, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    private final UUID lifecycle;

    /** Used by the ticker only. */
    private boolean flushWarned;

    /**
     * Opens the store of an instance that has started.
     *
     * @param ticker runs short work in the background; stays the caller's
     */
    public IMapObjectStore(HazelcastInstance instance, Settings settings, ScheduledExecutorService ticker) {
        this.instance = instance;
        this.settings = settings;
        this.maps = Maps.of(instance);
        this.claims = new ClaimQueue(maps, settings.lease());
        this.holds = new SessionHolds(claims, settings.lease());
        this.removal = new Removal(maps);
        this.room = new Room(instance, maps, removal, settings, ticker);
        this.deferredBackups = new DeferredBackups(instance, ticker, new Backups(maps, room, removal), holds, settings);
        this.publisher = new Publisher(instance, maps, removal, room, holds, deferredBackups, settings.lease());
        this.reader = new ChunkReader(maps, ticker, settings.fetchTimeout(), settings.storeTimeout(), this::broken);
        this.breaker = new CircuitBreaker(settings.uploadTimeout());
        this.ticker = ticker;
        this.lifecycle = instance.getLifecycleService().addLifecycleListener(this::merge);
        this.flushing = ticker.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    Maps maps() {
        return maps;
    }

    Removal removal() {
        return removal;
    }

    @Override
    public boolean couldHold(Collection<? extends ChunkSource> objects) {
        return room.couldHold(objects);
    }

    @Override
    public Deadline newDeadline() {
        return new Deadline(settings.uploadTimeout());
    }

    /** {@return whether this session holds the object, and the claim is on its way} */
    private boolean claimHeld(ChunkSource object, Claim claim) {
        var key = object.key();
        var sent = holds.claimHeld(key, claim);
        if (sent == null) {
            return false;
        }
        sent.thenAccept(stored -> {
            if (!stored) {
                deferredBackups.restore(object, () -> restore(object, claim));
            }
        });
        return true;
    }

    /** Somebody cleared the maps, or more members were lost at once than there are copies. */
    private void restore(ChunkSource object, Claim claim) {
        var key = object.key();
        try {
            var deadline = newDeadline();
            by(deadline, "restore", key, () -> publisher.store(object, claim, Durability.BACKED_UP, deadline));
        } catch (StoreException e) {
            // The task reports what it misses.
        } finally {
            // The task may have ended from what a member had in its cache; if it has not, its member holds the object.
            release(List.of(key), claim, RESTORED_LEASE);
        }
    }

    @Override
    public boolean put(ChunkSource object, Claim claim, Durability durability, Deadline deadline) {
        boolean mayBeHeld = durability != Durability.LOCAL;
        return !(mayBeHeld && claimHeld(object, claim)) && inTurn(object, claim, durability, deadline);
    }

    /**
     * Of those who bring the same object at the same time one goes first; the others wait and then find it held, or
     * hear that there is no room for it, or are next.
     */
    private boolean inTurn(ChunkSource object, Claim claim, Durability durability, Deadline deadline) {
        var key = object.key();
        var mine = new CompletableFuture<Void>();
        var others = underWay.putIfAbsent(key, mine);
        if (others == null) {
            try {
                return tryToStore(object, claim, durability, deadline);
            } catch (StoreFullException e) {
                mine.completeExceptionally(e);
                throw e;
            } finally {
                underWay.remove(key, mine);
                mine.complete(null);
            }
        }
        if (breaker.isOpen()) {
            throw silent();
        }
        by(deadline, "store", key, () -> deadline.get(others));
        return put(object, claim, durability, deadline);
    }

    private boolean tryToStore(ChunkSource object, Claim claim, Durability durability, Deadline deadline) {
        if (!breaker.allowsTry()) {
            throw silent();
        }
        boolean done = false;
        try {
            boolean uploaded =
                    by(deadline, "store", object.key(), () -> publisher.store(object, claim, durability, deadline));
            done = true;
            breaker.close();
            return uploaded;
        } catch (StoreException e) {
            note(e, deadline);
            throw e;
        } finally {
            if (!done) {
                // It may be claimed all the same.
                release(List.of(object.key()), new Claim(claim.id(), Claim.ALL_HOLDERS));
            }
        }
    }

    private void note(StoreException failure, Deadline deadline) {
        if (failure.getCause() instanceof TimeoutException && deadline.isStalled()) {
            breaker.open();
        } else {
            breaker.allowNext();
        }
    }

    private static StoreException silent() {
        return new StoreException("The cluster did not answer in time when it was last asked to store something", null);
    }

    /** References to these objects have just arrived, so the objects may be on their way if they are not stored. */
    public void expect(Collection<ObjectKey> keys) {
        reader.expect(keys);
    }

    /** Called on threads that must not send anything. */
    private CompletionStage<Void> broken(ObjectKey key, Placement placement) {
        try {
            return CompletableFuture.supplyAsync(() -> removal.removeBroken(key, placement), ticker)
                    .thenCompose(removed -> removed);
        } catch (RejectedExecutionException e) {
            // Closed: whoever meets the object next removes it.
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public CompletableFuture<EncodedObject> fetch(ObjectKey key) {
        return reader.read(key);
    }

    @Override
    public CompletionStage<Boolean> renew(Collection<ObjectKey> keys, Claim claim, boolean replaceSubmitter) {
        long lease = settings.lease().toMillis();
        var change = replaceSubmitter ? ClaimChange.takeOver(claim, lease) : ClaimChange.lease(claim, lease);
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (var key : keys) {
            all = all.thenCombine(claims.add(key, change), Boolean::logicalAnd);
        }
        deferredBackups.backUp(keys);
        return all;
    }

    @Override
    public void release(Collection<ObjectKey> keys, Claim claim, Duration after) {
        for (var key : keys) {
            claims.add(key, ClaimChange.endAfter(claim, after.toMillis()));
        }
    }

    @Override
    public void close() {
        flushing.cancel(false);
        sendLast();
        deferredBackups.close();
        try {
            instance.getLifecycleService().removeLifecycleListener(lifecycle);
        } catch (IllegalStateException e) {
            // Gone with the instance.
        }
    }

    private void merge(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> reader.mergeBegins();
            case MERGED, MERGE_FAILED -> reader.mergeEnds();
            default -> {}
        }
    }

    /**
     * Tells the cluster what this session needs no longer, and waits a bounded time until it knows and until the chunks
     * of what this session has removed are gone.
     */
    public void sendLast() {
        removal.stopRemoving();
        try {
            drainClaims();
            deferredBackups.finish(LAST_WORDS);
            holds.endAll();
            drainClaims();
            removal.finish(new Deadline(LAST_DELETIONS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // The search for orphans finds the rest.
        }
    }

    private void drainClaims() throws InterruptedException {
        try {
            claims.drain(new Deadline(LAST_WORDS));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // The cluster is gone already; leases end what is left.
        }
    }

    private void flush() {
        try {
            if (EngineAccess.reachesCluster(instance)) {
                holds.tend();
                claims.flush();
            }
        } catch (RuntimeException | Error e) {
            // Not sent, so it waits for the next time; whatever is thrown here would be the end of the schedule.
            boolean warns = e instanceof Error && !flushWarned;
            flushWarned |= warns;
            instance.getLoggingService()
                    .getLogger(IMapObjectStore.class)
                    .log(warns ? Level.WARNING : Level.FINE, "Claims could not be sent", e);
        }
    }

    /** Something that waits for the cluster. */
    private interface Step<T> {
        T run() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T by(Deadline deadline, String verb, ObjectKey key, Step<T> step) {
        try {
            if (deadline.remainingNanos() == 0) {
                throw new TimeoutException();
            }
            return step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while trying to " + verb + " " + key, e);
        } catch (TimeoutException e) {
            throw new StoreException(
                    "Could not " + verb + " " + key + " within " + Settings.format(settings.uploadTimeout())
                            + " (claimcheck.store.timeout, at most half of claimcheck.lease)",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreFullException full) {
                throw full;
            }
            throw new StoreException("Could not " + verb + " " + key + ": " + e.getCause(), e.getCause());
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException("Could not " + verb + " " + key + ": " + e, e);
        }
    }
}
