package io.github.claimcheck.hazelcast.store;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Knows whether a member has left a moment ago. Nobody can renew the claims in a partition whose owner is gone until it
 * has another one, and leases may end meanwhile; so nothing is removed then. Safe for use by many threads.
 */
final class RecentLoss {

    /** Longer than claims take to arrive that were under way to a member when it left. */
    static final long RECENT_NANOS = Duration.ofSeconds(3).toNanos();

    private final Cluster cluster;
    private Set<UUID> known;
    private long overAt = System.nanoTime();

    RecentLoss(Cluster cluster) {
        this.cluster = cluster;
        this.known = members();
    }

    private Set<UUID> members() {
        return cluster.getMembers().stream().map(Member::getUuid).collect(Collectors.toSet());
    }

    /**
     * {@return whether a member has left, as far as can be told by asking now and then: seen late, it counts as new}
     */
    synchronized boolean isThere() {
        var before = known;
        known = members();
        if (!known.containsAll(before)) {
            overAt = System.nanoTime() + RECENT_NANOS;
        }
        return System.nanoTime() - overAt < 0;
    }
}
