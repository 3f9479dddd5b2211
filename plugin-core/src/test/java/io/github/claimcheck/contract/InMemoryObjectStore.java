package io.github.claimcheck.contract;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.ContentChangedException;
import io.github.claimcheck.codec.ContentHash;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectMissingException;
import io.github.claimcheck.store.ObjectStore;
import io.github.claimcheck.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps objects in this process, without linger or leases: an object goes with its last claim. For tests of what is
 * built on a store. Safe for use by many threads.
 */
public final class InMemoryObjectStore implements ObjectStore {

    private final Map<ObjectKey, EncodedObject> objects = new HashMap<>();
    private final Map<ObjectKey, Set<Claim>> claims = new HashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();

    /** {@return how many objects are stored} */
    public synchronized int size() {
        return objects.size();
    }

    /** {@return how often {@link #fetch} was called} */
    public int fetches() {
        return fetches.get();
    }

    @Override
    public boolean couldHold(Collection<? extends ChunkSource> objects) {
        return true;
    }

    @Override
    public Deadline newDeadline() {
        return new Deadline(Duration.ofSeconds(1));
    }

    private synchronized boolean claim(ObjectKey key, Claim claim) {
        boolean stored = objects.containsKey(key);
        if (stored) {
            claims.get(key).add(claim);
        }
        return stored;
    }

    @Override
    public synchronized boolean put(ChunkSource object, Claim claim, Durability durability, Deadline deadline) {
        if (claim(object.key(), claim)) {
            return false;
        }
        objects.put(object.key(), checkedCopy(object));
        claims.put(object.key(), new HashSet<>(Set.of(claim)));
        return true;
    }

    private static EncodedObject checkedCopy(ChunkSource object) {
        var chunks = new ArrayList<byte[]>();
        var hash = new ContentHash();
        for (int i = 0; i < object.chunkCount(); i++) {
            var chunk = chunk(object, i).clone();
            hash.add(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM);
            chunks.add(chunk);
        }
        if (!hash.key(object.key().codec()).equals(object.key())) {
            throw new StoreException("The content is not what its key says", null);
        }
        return new EncodedObject(object.key(), chunks);
    }

    private static byte[] chunk(ChunkSource object, int index) {
        try {
            return object.chunk(index);
        } catch (ContentChangedException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized CompletableFuture<EncodedObject> fetch(ObjectKey key) {
        fetches.incrementAndGet();
        return objects.containsKey(key)
                ? CompletableFuture.completedFuture(objects.get(key))
                : CompletableFuture.failedFuture(new ObjectMissingException("no object " + key))
                        .thenApply(EncodedObject.class::cast);
    }

    @Override
    public synchronized CompletionStage<Boolean> renew(
            Collection<ObjectKey> keys, Claim claim, boolean replaceSubmitter) {
        boolean stored = true;
        for (var key : keys) {
            stored &= claim(key, claim);
            if (replaceSubmitter && objects.containsKey(key)) {
                claims.get(key).remove(new Claim(claim.id(), Claim.SUBMITTER));
            }
        }
        return CompletableFuture.completedFuture(stored);
    }

    @Override
    public void release(Collection<ObjectKey> keys, Claim claim, Duration after) {
        if (after.isZero()) {
            end(keys, claim);
        } else {
            CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> end(keys, claim));
        }
    }

    private synchronized void end(Collection<ObjectKey> keys, Claim claim) {
        for (var key : keys) {
            var held = claims.getOrDefault(key, new HashSet<>());
            held.removeIf(
                    known -> known.equals(claim) || claim.holder() == Claim.ALL_HOLDERS && known.id() == claim.id());
            if (held.isEmpty()) {
                objects.remove(key);
                claims.remove(key);
            }
        }
    }

    @Override
    public void close() {
        // It holds nothing that needs closing.
    }
}
