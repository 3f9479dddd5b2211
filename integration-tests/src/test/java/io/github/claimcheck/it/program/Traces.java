package io.github.claimcheck.it.program;

import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for what tasks without a result leave in a map. */
final class Traces {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final IMap<String, Long> map;

    Traces(Cases cases) {
        map = cases.hazelcast().getMap("traces");
    }

    /** Runs {@code call} with a key and waits until its entry was written {@code writes} times. */
    Object after(String key, int writes, Consumer<String> call) throws Exception {
        map.delete(key);
        var done = new CompletableFuture<Long>();
        var seen = new java.util.concurrent.atomic.AtomicInteger();
        Consumer<Long> count = value -> {
            if (seen.incrementAndGet() == writes) {
                done.complete(value);
            }
        };
        var added = map.addEntryListener(
                (EntryAddedListener<String, Long>) event -> count.accept(event.getValue()), key, true);
        var updated = map.addEntryListener(
                (EntryUpdatedListener<String, Long>) event -> count.accept(event.getValue()), key, true);
        try {
            call.accept(key);
            return done.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            map.removeEntryListener(added);
            map.removeEntryListener(updated);
            map.delete(key);
        }
    }
}
