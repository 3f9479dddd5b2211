package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
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
            return inTime("claim", key, deadline -> claimNow(key, claim, deadline));
        }
        sent.thenAccept(stored -> {
            if (!stored) {
                holds.lost(key);
                restoration.execute(() -> restore(object, claim));
            }
        });
        return true;
    }

    /** Somebody cleared the maps, or more members were lost at once than there are backups. */
    private void restore(ChunkSource object, Claim claim) {
        var key = object.key();
        try {
            inTime("restore", key, deadline -> {
                if (!claimNow(key, claim, deadline)) {
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

    private boolean claimNow(ObjectKey key, Claim claim, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        long since = System.nanoTime();
        var changes = new UpdateClaims(holds.claimAndHold(claim));
        boolean stored = deadline.get(maps.objects().submitToKey(new StoredKey(key), changes));
        if (stored) {
            holds.held(key, since);
        }
        return stored;
    }

    @Override
    public void put(ChunkSource object, Claim claim) {
        var mine = new CompletableFuture<Void>();
        var others = uploads.putIfAbsent(object.key(), mine);
        if (others == null) {
            try {
                inTime("store", object.key(), deadline -> {
                    upload(object, claim, deadline);
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
            if (!claimNow(object.key(), claim, deadline)) {
                upload(object, claim, deadline);
            }
            return true;
        });
    }

    private void upload(ChunkSource object, Claim claim, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        ObjectKey key = object.key();
        long reservation = room.reserve(key.length(), object.chunkCount(), deadline);
        long generation = ThreadLocalRandom.current().nextLong();
        var upload = new Upload(maps, object, generation);
        // Until it is known better: a step that was sent may be made even if no answer comes in time.
        boolean useless = true;
        boolean published = false;
        try {
            upload.run(deadline);
            long since = System.nanoTime();
            var publish = new Publish(generation, object.chunkCount(), holds.claimAndHold(claim));
            var publishing = maps.objects().submitToKey(new StoredKey(key), publish);
            useless = false;
            published = deadline.get(publishing) == generation;
            useless = !published;
            holds.held(key, since);
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
            if (instance.getLifecycleService().isRunning()) {
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
