package io.github.claimcheck.hazelcast.store;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.logging.ILogger;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.store.entry.Placement;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.StoreFullException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Sees to objects that have no backups yet and that this session has claimed. Most tasks have ended after a moment;
 * what is needed for longer is given backups then. Until then the session has the content too, and stores it again if a
 * member leaves with a part of it. Safe for use by many threads; one thread of its own does the work.
 */
final class DeferredBackups implements AutoCloseable {

    private static final Duration WITHOUT_BACKUPS = Duration.ofMillis(300);

    private static final Duration LAST_LOOK = Duration.ofMillis(100);

    private static final Duration NEXT_TRY = Duration.ofSeconds(1);

    private final HazelcastInstance instance;
    private final ScheduledExecutorService ticker;
    private final Backups backups;
    private final SessionHolds holds;
    private final Duration patience;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong restoringBytes = new AtomicLong();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private final Set<ObjectKey> backingUp = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker;
    private final ILogger logger;
    private final UUID listener;

    /** An object that may have no backups. Has identity. */
    private static final class Kept {
        private final ChunkSource object;
        private final boolean inMemory;
        private boolean doubted;

        Kept(ChunkSource object, boolean inMemory) {
            this.object = object;
            this.inMemory = inMemory;
        }

        ObjectKey key() {
            return object.key();
        }
    }

    DeferredBackups(
            HazelcastInstance instance,
            ScheduledExecutorService ticker,
            Backups backups,
            SessionHolds holds,
            Settings settings) {
        this.instance = instance;
        this.ticker = ticker;
        this.backups = backups;
        this.holds = holds;
        this.patience = settings.uploadTimeout();
        this.maxBytes = settings.cacheMaxBytes();
        this.worker = Background.worker("claimcheck.backups");
        this.logger = instance.getLoggingService().getLogger(DeferredBackups.class);
        this.listener = instance.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberRemoved(MembershipEvent event) {
                kept.forEach(one -> work(() -> backUpNow(one)));
            }
        });
    }

    /**
     * {@return whether there is memory for the content of that object; if so, {@link #keep} or {@link #free} follows}
     */
    boolean reserve(ObjectKey key) {
        if (bytes.addAndGet(key.length()) <= maxBytes) {
            return true;
        }
        free(key);
        return false;
    }

    void free(ObjectKey key) {
        bytes.addAndGet(-key.length());
    }

    /** Keeps an object that this session has stored, and for which there is memory. */
    void keep(EncodedObject object) {
        keep(new Kept(object, true));
    }

    /**
     * Sees to the backups of an object that somebody else has stored.
     *
     * <p>Where there is no memory for its content, or this instance is a member that has a part of the one copy, it
     * gets its backups now; throws if that fails.
     *
     * @param object its content, in memory or to be encoded when it is asked for
     * @param at where the object is; if one member has all of it, it is likely to be read at once
     */
    void keepClaimed(ChunkSource object, Placement at, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (isPartlyHere(at)) {
            backUpHere(object, deadline);
        } else if (at.hasHome() && !(object instanceof EncodedObject)) {
            keep(new Kept(object, false));
        } else if (reserve(object.key())) {
            keep(new Kept(inMemory(object), true));
        } else {
            backups.add(object.key(), object, deadline);
        }
    }

    /**
     * {@return the content in memory that was reserved} The user may write to what is encoded only when it is needed.
     */
    private ChunkSource inMemory(ChunkSource object) {
        try {
            return kept.stream()
                    .filter(one -> one.inMemory && one.key().equals(object.key()))
                    .map(one -> one.object)
                    .findAny()
                    .orElseGet(() -> copyOf(object));
        } catch (RuntimeException | Error e) {
            free(object.key());
            throw e;
        }
    }

    private void backUpHere(ChunkSource object, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            backups.add(object.key(), object, deadline);
        } catch (StoreFullException e) {
            // Stored it is; there may be room soon.
            backUp(List.of(object.key()));
        }
    }

    /** Then the copy and what is kept here would be lost together. */
    private boolean isPartlyHere(Placement at) {
        return !EngineAccess.isClient(instance)
                && (!at.hasHome()
                        || at.member()
                                .equals(instance.getCluster().getLocalMember().getUuid()));
    }

    private static EncodedObject copyOf(ChunkSource object) {
        return new EncodedObject(
                object.key(),
                IntStream.range(0, object.chunkCount()).mapToObj(object::chunk).toList());
    }

    private void keep(Kept one) {
        kept.add(one);
        later(WITHOUT_BACKUPS, () -> look(one));
    }

    private void look(Kept one) {
        switch (backUpNow(one)) {
            case ADDED -> {}
            case FAILED -> later(NEXT_TRY, () -> look(one));
            case NOT_NEEDED -> {
                if (one.doubted) {
                    forget(one);
                } else {
                    // A task may just have claimed it, relying on that it is stored; the next one asks the cluster.
                    one.doubted = true;
                    holds.end(one.key()).whenComplete((told, failure) -> later(LAST_LOOK, () -> look(one)));
                }
            }
        }
    }

    private Backups.Outcome backUpNow(Kept one) {
        var outcome = kept.contains(one) ? tryToBackUp(one.key(), one.object) : Backups.Outcome.ADDED;
        if (outcome == Backups.Outcome.ADDED) {
            forget(one);
        }
        return outcome;
    }

    /** @param source the content; {@code null} if it is not at hand */
    private Backups.Outcome tryToBackUp(ObjectKey key, ChunkSource source) {
        try {
            return backups.add(key, source, new Deadline(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException | Error e) {
            // The next look tries again, also where memory was short.
            if (logger.isFineEnabled()) {
                logger.fine("No backups yet for " + key, e);
            }
        }
        return Backups.Outcome.FAILED;
    }

    private void forget(Kept one) {
        if (kept.remove(one) && one.inMemory) {
            free(one.key());
        }
    }

    /** Sees to the backups of what tasks on this member need, should who stored it be gone. */
    void backUp(Collection<ObjectKey> keys) {
        for (var key : keys) {
            if (backingUp.add(key)) {
                later(WITHOUT_BACKUPS, () -> backUp(key));
            }
        }
    }

    private void backUp(ObjectKey key) {
        if (tryToBackUp(key, null) == Backups.Outcome.FAILED) {
            later(NEXT_TRY, () -> backUp(key));
        } else {
            backingUp.remove(key);
        }
    }

    /** Stores an object again, unless as much as there is memory for is waiting for that already. */
    void restore(ChunkSource object, Runnable restoring) {
        long length = object.key().length();
        long waiting = restoringBytes.addAndGet(length);
        if (waiting > length && waiting > maxBytes) {
            restoringBytes.addAndGet(-length);
            return;
        }
        work(() -> {
            try {
                restoring.run();
            } finally {
                restoringBytes.addAndGet(-length);
            }
        });
    }

    private void later(Duration pause, Runnable step) {
        try {
            ticker.schedule(() -> work(step), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // This instance has shut down.
        }
    }

    private void work(Runnable step) {
        try {
            worker.execute(step);
        } catch (RejectedExecutionException e) {
            // This instance has shut down.
        }
    }

    /**
     * Gives backups to what still needs some; nothing is kept after it.
     *
     * @param atMost how long to wait for that, and as long again for what was given up then to end
     */
    void finish(Duration atMost) throws InterruptedException {
        kept.forEach(one -> work(() -> backUpNow(one)));
        worker.shutdown();
        if (!worker.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            worker.shutdownNow();
            // It deletes what it gives up.
            worker.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            instance.getCluster().removeMembershipListener(listener);
        } catch (IllegalStateException e) {
            // Gone with the instance.
        }
    }
}
