package io.github.claimcheck.sharing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.task.BodyReader.Decoding;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Decoded arrays and strings, shared by tasks that are proven to only read them. Held weakly: one stays as long as a
 * task uses it, and perhaps until the next one comes. Only what a second task has used is held for that moment, because
 * a third is likely to come. Safe for use by many threads.
 */
public final class PassingValues {

    private static final Duration BETWEEN_TASKS = Duration.ofSeconds(1);
    private static final int ENTRY_BYTES = 256;

    private final WeakValueMap<ObjectKey, Object> values = new WeakValueMap<>();
    private final SingleFlight<ObjectKey, Object> decoding = new SingleFlight<>(values::find);
    private final Cache<ObjectKey, Object> repeated;

    /**
     * @param maxBytes the most encoded bytes of values to hold between tasks
     * @param ticker lets go of values while no task comes; stays the caller's
     */
    public PassingValues(long maxBytes, ScheduledExecutorService ticker) {
        repeated = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ObjectKey key, Object value) -> (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + key.length()))
                .expireAfterAccess(BETWEEN_TASKS)
                .executor(Runnable::run)
                .scheduler(Scheduler.forScheduledExecutorService(ticker))
                .build();
    }

    /** {@return the value, decoded by the first task that needs it; others that need it now wait for that one} */
    public Object get(ObjectKey key, Decoding decode) throws IOException, ClassNotFoundException {
        var known = repeated.get(key, values::find);
        if (known != null) {
            return known;
        }
        return decoding.get(key, () -> {
            var value = decode.run();
            values.put(key, value);
            return value;
        });
    }
}
