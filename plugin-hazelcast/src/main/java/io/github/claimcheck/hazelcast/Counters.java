package io.github.claimcheck.hazelcast;

import com.hazelcast.internal.metrics.Probe;
import com.hazelcast.internal.metrics.ProbeUnit;
import com.hazelcast.logging.ILogger;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the plugin of one instance has done. Registered with the engine's metrics, prefix {@code claimcheck}. */
final class Counters {

    final LongAdder offloaded = new LongAdder();
    final LongAdder offloadedBytes = new LongAdder();
    final LongAdder deduplicated = new LongAdder();
    final LongAdder inlinedSmall = new LongAdder();
    final LongAdder inlinedFull = new LongAdder();
    final LongAdder inlinedFailed = new LongAdder();
    final LongAdder missing = new LongAdder();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Probe(name = "objects.offloaded", unit = ProbeUnit.COUNT)
    long offloaded() {
        return offloaded.sum();
    }

    @Probe(name = "bytes.offloaded", unit = ProbeUnit.BYTES)
    long offloadedBytes() {
        return offloadedBytes.sum();
    }

    @Probe(name = "objects.deduplicated", unit = ProbeUnit.COUNT)
    long deduplicated() {
        return deduplicated.sum();
    }

    @Probe(name = "tasks.inlinedSmall", unit = ProbeUnit.COUNT)
    long inlinedSmall() {
        return inlinedSmall.sum();
    }

    @Probe(name = "tasks.inlinedFull", unit = ProbeUnit.COUNT)
    long inlinedFull() {
        return inlinedFull.sum();
    }

    @Probe(name = "tasks.inlinedFailed", unit = ProbeUnit.COUNT)
    long inlinedFailed() {
        return inlinedFailed.sum();
    }

    @Probe(name = "objects.missing", unit = ProbeUnit.COUNT)
    long missing() {
        return missing.sum();
    }

    /** Logs a condition the first time it is met. */
    void warnOnce(ILogger logger, String condition, String message) {
        if (warned.add(condition)) {
            logger.warning(message);
        }
    }
}
