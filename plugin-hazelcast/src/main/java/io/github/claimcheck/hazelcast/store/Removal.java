package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Removes objects: first the entry, so that the object cannot be found any more, then the chunks. What fails on the way
 * is left to the next sweep, or to the search for orphans.
 */
final class Removal {

    private final Maps maps;

    /** An object whose entry is gone. */
    record Removed(ObjectKey key, Placement placement) {}

    Removal(Maps maps) {
        this.maps = maps;
    }

    /**
     * Removes those of the objects that no task has claimed for {@code lingerMillis}. Looks first, without the backups,
     * because most objects stay.
     *
     * @return completes when the entries are removed; the chunks follow
     */
    CompletionStage<List<Removed>> ofUnclaimed(Set<StoredKey> keys, long lingerMillis) {
        return maps.objects()
                .submitToKeys(keys, new FindUnclaimed(lingerMillis))
                .thenComposeAsync(found -> removeAll(found, lingerMillis), Runnable::run);
    }

    private CompletionStage<List<Removed>> removeAll(Map<StoredKey, Boolean> unclaimed, long lingerMillis) {
        var removals = unclaimed.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(found -> remove(found.getKey(), lingerMillis))
                .toList();
        return CompletableFuture.allOf(removals.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> removals.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private CompletableFuture<Removed> remove(StoredKey key, long lingerMillis) {
        return maps.objects()
                .submitToKey(key, new RemoveUnclaimed(lingerMillis))
                .thenApplyAsync(
                        at -> {
                            if (at == null) {
                                return null;
                            }
                            deleteChunks(key.key(), at);
                            return new Removed(key.key(), at);
                        },
                        Runnable::run)
                .toCompletableFuture();
    }

    /**
     * Removes an object that cannot be read, unless somebody has stored it anew.
     *
     * @return completes when the entry is removed; the chunks follow
     */
    CompletionStage<Void> ofBroken(ObjectKey key, long generation) {
        return maps.objects()
                .submitToKey(new StoredKey(key), new RemoveBroken(generation))
                .thenAcceptAsync(
                        at -> {
                            if (at != null) {
                                deleteChunks(key, at);
                            }
                        },
                        Runnable::run);
    }

    void deleteChunks(ObjectKey key, Placement placement) {
        if (placement.hasHome()) {
            placement.homeChunks(key).forEach(maps.results()::deleteAsync);
        }
        if (placement.isBackedUp()) {
            placement.spreadChunks(key).forEach(maps.chunks()::deleteAsync);
        }
    }
}
