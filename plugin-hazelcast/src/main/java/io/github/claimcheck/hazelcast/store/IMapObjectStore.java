package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.RawMapReader;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An object store in maps of a Hazelcast cluster, for members and clients. Chunks are spread over the partitions; a
 * small entry for each object says where they are and who claims them.
 */
public final class IMapObjectStore implements ObjectStore {

    private static final long FLUSH_MILLIS = 25;
    private static final int COPIES = 2;

    /** How long a task may capture a result that has no backups yet. */
    private static final Duration IN_ONE_COPY = Duration.ofMillis(300);

    /** For a member to take over what was restored. */
    private static final Duration RESTORED_LEASE = Duration.ofSeconds(30);

    /** How long closing may take to tell the cluster what this session needs no longer. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * A fetch has nothing to fall back on. So it outlasts a member that is suspended, until the engine gives that up
     * and reads from a backup.
     */
    private static final Duration FETCH_PATIENCE = Duration.ofSeconds(75);

    private final HazelcastInstance instance;
    private final Settings settings;
    private final Maps maps;
    private final ClaimQueue claims;
    private final SessionHolds holds;
    private final Room room;
    private final Removal removal;
    private final ResultCopies results;
    private final ChunkReader reader;
    private final ScheduledExecutorService ticker;
    private final ThreadPoolExecutor restoration;
    private final ScheduledFuture<?> flushing;
    private final ConcurrentMap<ObjectKey, CompletableFuture<Void>> uploads = new ConcurrentHashMap<>();

    /**
     * Opens the store of an instance that has started.
     *
     * @param ticker runs short work in the background; stays the caller's
     */
    public IMapObjectStore(HazelcastInstance instance, Settings settings, ScheduledExecutorService ticker) {
        this.instance = instance;
        this.settings = settings;
        this.maps = Maps.of(instance);
        this.claims = new ClaimQueue(maps);
        this.holds = new SessionHolds(claims, ThreadLocalRandom.current().nextLong(), settings.lease());
        this.room = new Room(instance, maps, settings, COPIES);
        this.removal = new Removal(maps);
        this.results = new ResultCopies(instance, maps, room, removal);
        this.reader = new ChunkReader(new RawMapReader(instance), fetchTimeout(settings.storeTimeout()), this::broken);
        this.ticker = ticker;
        this.restoration = new ThreadPoolExecutor(
                0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), IMapObjectStore::restorer);
        this.flushing = ticker.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread restorer(Runnable work) {
        var thread = new Thread(work, "claimcheck.restore");
        thread.setDaemon(true);
        return thread;
    }

    Maps maps() {
        return maps;
    }

    @Override
    public boolean claim(ChunkSource object, Claim claim) {
        var key = object.key();
        var sent = holds.claimHeld(key, claim);
        if (sent == null) {
            return inTime("claim", key, deadline -> claimNow(object, claim, deadline));
        }
        sent.thenAccept(stored -> {
            if (!stored) {
                holds.lost(key);
                restoration.execute(() -> restore(object, claim));
            }
        });
        return true;
    }

    /** Somebody cleared the maps, or more members were lost at once than there are copies. */
    private void restore(ChunkSource object, Claim claim) {
        var key = object.key();
        try {
            inTime("restore", key, deadline -> {
                if (!claimNow(object, claim, deadline)) {
                    upload(object, claim, deadline);
                }
                return true;
            });
            // The task may have ended from what a member had in its cache; if it has not, its member holds the object.
            release(List.of(key), claim, RESTORED_LEASE);
        } catch (StoreException e) {
            // The task reports what it misses.
        }
    }

    private boolean claimNow(ChunkSource object, Claim claim, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var key = object.key();
        long since = System.nanoTime();
        var changes = new UpdateClaims(holds.claimAndHold(claim));
        var placement = deadline.get(maps.objects().submitToKey(new StoredKey(key), changes));
        if (placement == null) {
            return false;
        }
        if (placement.isDoubtful(instance.getCluster())) {
            deadline.get(removal.ofBroken(key, placement.generation()));
            return false;
        }
        noteClaimed(object, claim, placement, since);
        return true;
    }

    /**
     * A result that a task captures must not depend on one member for long. Members fetch it as soon as the task
     * arrives, and most tasks have ended before the time is up.
     */
    private void noteClaimed(ChunkSource object, Claim claim, Placement placement, long since) {
        if (placement.isBackedUp()) {
            holds.held(object.key(), since);
        } else {
            ticker.schedule(
                    () -> restoration.execute(() -> addBackups(object, claim)),
                    IN_ONE_COPY.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void addBackups(ChunkSource object, Claim claim) {
        var key = object.key();
        try {
            if (!inTime("back up", key, deadline -> results.backUp(key, deadline))) {
                restore(object, claim);
            }
        } catch (StoreException e) {
            // It stays in one copy, as results are that no task captures.
        }
    }

    @Override
    public void put(ChunkSource object, Claim claim) {
        put(object, claim, this::upload);
    }

    @Override
    public void putResult(ChunkSource object, Claim claim) {
        put(object, claim, this::uploadHere);
    }

    /** A way to store an object. */
    private interface Uploading {
        void upload(ChunkSource object, Claim claim, Deadline deadline)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    private void put(ChunkSource object, Claim claim, Uploading way) {
        var mine = new CompletableFuture<Void>();
        var others = uploads.putIfAbsent(object.key(), mine);
        if (others == null) {
            try {
                inTime("store", object.key(), deadline -> {
                    way.upload(object, claim, deadline);
                    return true;
                });
            } finally {
                uploads.remove(object.key(), mine);
                mine.complete(null);
            }
            return;
        }
        inTime("store", object.key(), deadline -> {
            deadline.get(others);
            if (!claimNow(object, claim, deadline)) {
                way.upload(object, claim, deadline);
            }
            return true;
        });
    }

    private void upload(ChunkSource object, Claim claim, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        ObjectKey key = object.key();
        long reservation = room.reserve(key.length(), object.chunkCount(), deadline);
        long since = System.nanoTime();
        var spread = Placement.spread(ThreadLocalRandom.current().nextLong(), object.chunkCount());
        var placement = upload(object, holds.claimAndHold(claim), spread, reservation, deadline);
        noteClaimed(object, claim, placement, since);
    }

    /** In one copy on this member. */
    private void uploadHere(ChunkSource object, Claim claim, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var here = results.placeHere(object.chunkCount());
        if (here.isEmpty()) {
            upload(object, claim, deadline);
            return;
        }
        long reservation = room.reserveHere(object.key().length(), object.chunkCount(), deadline);
        // Not held by this session, because a task that captures it needs more than this one copy.
        var claims = List.of(Change.hold(claim, settings.lease().toMillis()));
        upload(object, claims, here.get(), reservation, deadline);
    }

    /** {@return where the object is now, which is elsewhere if somebody else was faster} */
    private Placement upload(
            ChunkSource object, List<Change> claims, Placement placement, long reservation, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var key = object.key();
        var upload = new Upload(maps, object, placement);
        // Until it is known better: a step that was sent may be made even if no answer comes in time.
        boolean useless = true;
        boolean published = false;
        try {
            upload.run(deadline);
            var publishing = maps.objects().submitToKey(new StoredKey(key), new Publish(placement, claims));
            useless = false;
            var at = deadline.get(publishing);
            published = at.generation() == placement.generation();
            useless = !published;
            return at;
        } finally {
            room.settle(reservation, published);
            if (useless) {
                upload.undo();
            }
        }
    }

    /** References to these objects have just arrived, so the objects may be on their way if they are not stored. */
    public void expect(Collection<ObjectKey> keys) {
        reader.expect(keys);
    }

    /** {@return how long a fetch may take before it fails} */
    public static Duration fetchTimeout(Duration storeTimeout) {
        return storeTimeout.compareTo(FETCH_PATIENCE) > 0 ? storeTimeout : FETCH_PATIENCE;
    }

    /** Called on threads that must not send anything. */
    private CompletionStage<Void> broken(ObjectKey key, long generation) {
        try {
            return CompletableFuture.supplyAsync(() -> removal.ofBroken(key, generation), ticker)
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
        var change = replaceSubmitter ? Change.takeOver(claim, lease) : Change.hold(claim, lease);
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (var key : keys) {
            all = all.thenCombine(claims.add(key, change), Boolean::logicalAnd);
        }
        return all;
    }

    @Override
    public void release(Collection<ObjectKey> keys, Claim claim, Duration after) {
        for (var key : keys) {
            claims.add(key, Change.endAfter(claim, after.toMillis()));
        }
    }

    @Override
    public void close() {
        flushing.cancel(false);
        restoration.shutdownNow();
        sendLast();
    }

    /** Tells the cluster what this session needs no longer, and waits a bounded time until it knows. */
    public void sendLast() {
        try {
            holds.endAll();
            claims.drain(new Deadline(LAST_WORDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        } catch (RuntimeException e) {
            // Not sent, so it waits for the next time; an exception would end the schedule.
        }
    }

    /** Something that waits for the cluster. */
    private interface Step<T> {
        T run(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T inTime(String verb, ObjectKey key, Step<T> step) {
        try {
            return step.run(new Deadline(settings.storeTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while trying to " + verb + " " + key, e);
        } catch (TimeoutException e) {
            throw new StoreException(
                    "Could not " + verb + " " + key + " within claimcheck.store.timeout=" + settings.storeTimeout(), e);
        } catch (ExecutionException e) {
            throw new StoreException("Could not " + verb + " " + key + ": " + e.getCause(), e.getCause());
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException("Could not " + verb + " " + key + ": " + e, e);
        }
    }
}
