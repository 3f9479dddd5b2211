package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.internal.Metrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the plugin of one instance has done since it started. Safe for use by many threads. */
final class Counters {

    private final LongAdder offloaded = new LongAdder();
    private final LongAdder offloadedBytes = new LongAdder();
    private final LongAdder deduplicated = new LongAdder();
    final LongAdder inlinedSmall = new LongAdder();
    final LongAdder inlinedFull = new LongAdder();
    final LongAdder inlinedFailed = new LongAdder();
    final LongAdder resolveNanos = new LongAdder();
    final LongAdder missing = new LongAdder();

    /** An object has been put in the store. */
    void put(ObjectKey key, boolean uploaded) {
        if (uploaded) {
            offloaded.increment();
            offloadedBytes.add(key.length());
        } else {
            deduplicated.increment();
        }
    }

    void addTo(Metrics metrics) {
        metrics.addCount("offloadedObjects", offloaded::sum);
        metrics.addBytes("offloadedBytes", offloadedBytes::sum);
        metrics.addCount("deduplicatedObjects", deduplicated::sum);
        metrics.addCount("inlinedSmallTasks", inlinedSmall::sum);
        metrics.addCount("inlinedFullTasks", inlinedFull::sum);
        metrics.addCount("inlinedFailedTasks", inlinedFailed::sum);
        metrics.addMillis("resolveMillis", () -> TimeUnit.NANOSECONDS.toMillis(resolveNanos.sum()));
        metrics.addCount("missingObjects", missing::sum);
    }
}
