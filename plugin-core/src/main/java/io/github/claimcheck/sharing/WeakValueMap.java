package io.github.claimcheck.sharing;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds values weakly, so that an entry lives as long as somebody else uses its value; it is removed when the map is
 * used next. Safe for use by many threads.
 */
public final class WeakValueMap<K, V> {

    private final ConcurrentMap<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<V> collected = new ReferenceQueue<>();

    private static final class Entry<K, V> extends WeakReference<V> {
        private final K key;

        Entry(K key, V value, ReferenceQueue<V> queue) {
            super(value, queue);
            this.key = key;
        }
    }

    /** {@return the value, or {@code null} if there is none} */
    public V find(K key) {
        removeCollected();
        var entry = entries.get(key);
        return entry == null ? null : entry.get();
    }

    /** Puts the value in the place of one that may be there. */
    public void put(K key, V value) {
        removeCollected();
        entries.put(key, new Entry<>(key, value, collected));
    }

    /** {@return the value that is there already, or else {@code fresh}, which is there now} */
    public V putIfAbsent(K key, V fresh) {
        removeCollected();
        var found = new AtomicReference<>(fresh);
        entries.compute(key, (same, known) -> {
            var value = known == null ? null : known.get();
            if (value == null) {
                return new Entry<>(key, fresh, collected);
            }
            found.set(value);
            return known;
        });
        return found.get();
    }

    private void removeCollected() {
        for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
            entries.remove(((Entry<?, ?>) gone).key, gone);
        }
    }
}
