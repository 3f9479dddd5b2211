package io.github.claimcheck.hazelcast;

import com.hazelcast.logging.ILogger;
import io.github.claimcheck.hazelcast.internal.MemberHost;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the plugin of one instance has done since it started. Safe for use by many threads. */
final class Counters {

    final LongAdder offloaded = new LongAdder();
    final LongAdder offloadedBytes = new LongAdder();
    final LongAdder deduplicated = new LongAdder();
    final LongAdder inlinedSmall = new LongAdder();
    final LongAdder inlinedFull = new LongAdder();
    final LongAdder inlinedFailed = new LongAdder();
    final LongAdder missing = new LongAdder();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** Adds the counters to a member's metrics. */
    void addTo(MemberHost member) {
        member.addMetric("claimcheck.objects.offloaded", offloaded::sum);
        member.addMetric("claimcheck.bytes.offloaded", offloadedBytes::sum);
        member.addMetric("claimcheck.objects.deduplicated", deduplicated::sum);
        member.addMetric("claimcheck.tasks.inlinedSmall", inlinedSmall::sum);
        member.addMetric("claimcheck.tasks.inlinedFull", inlinedFull::sum);
        member.addMetric("claimcheck.tasks.inlinedFailed", inlinedFailed::sum);
        member.addMetric("claimcheck.objects.missing", missing::sum);
    }

    /** Logs a condition the first time it is met. */
    void warnOnce(ILogger logger, String condition, String message) {
        if (warned.add(condition)) {
            logger.warning(message);
        }
    }
}
