package io.github.claimcheck.sharing;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Lets one of the tasks that need a value at the same time decode it; the others wait for that one. Safe for use by
 * many threads.
 */
final class SingleFlight<K, V> {

    private final Function<K, V> known;
    private final ConcurrentMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

    /** @param known where values are put: gives one that is there, or {@code null} */
    SingleFlight(Function<K, V> known) {
        this.known = known;
    }

    /** Decodes a value, and puts it where those who come later look first. */
    @FunctionalInterface
    interface Work<V> {
        V run() throws IOException, ClassNotFoundException;
    }

    /** {@return what {@code work} gives, here or on another thread} */
    V get(K key, Work<V> work) throws IOException, ClassNotFoundException {
        var mine = new CompletableFuture<V>();
        var others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            try {
                return others.join();
            } catch (CancellationException e) {
                // What went wrong for another task is that one's affair.
                return work.run();
            }
        }
        try {
            // Another task may have put it there since the caller looked.
            var found = known.apply(key);
            var value = found == null ? work.run() : found;
            mine.complete(value);
            return value;
        } finally {
            underWay.remove(key, mine);
            // Has no effect if there is a value.
            mine.cancel(false);
        }
    }
}
