package io.github.claimcheck.hazelcast;

import io.github.claimcheck.hazelcast.internal.Metrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the plugin of one instance has done since it started. Safe for use by many threads. */
final class Counters {

    final LongAdder offloaded = new LongAdder();
    final LongAdder offloadedBytes = new LongAdder();
    final LongAdder deduplicated = new LongAdder();
    final LongAdder inlinedSmall = new LongAdder();
    final LongAdder inlinedFull = new LongAdder();
    final LongAdder inlinedFailed = new LongAdder();
    final LongAdder resolveNanos = new LongAdder();
    final LongAdder missing = new LongAdder();

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
