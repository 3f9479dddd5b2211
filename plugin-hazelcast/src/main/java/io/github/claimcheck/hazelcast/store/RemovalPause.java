package io.github.claimcheck.hazelcast.store;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import com.hazelcast.cluster.Member;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Whether a member may remove objects that nobody seems to claim. It may not for a while after something because of
 * which leases may have ended that their holders would have renewed: a member left, whose partitions nobody could
 * reach; this process stood still, and has not read what arrived meanwhile; its clock jumped; or the cluster refused
 * changes. Safe for use by many threads.
 */
public final class RemovalPause {

    /** Longer than claims take to arrive that were under way, or are sent again. */
    private static final long SHORT_NANOS = Duration.ofSeconds(3).toNanos();

    /** Several times as long as the time from one look to the next. */
    private static final long STANDSTILL_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long JUMP_MILLIS = 2_000;

    /** A clock that stays behind for this long was corrected, not set back for a moment. */
    private static final long SET_BACK_NANOS = Duration.ofMinutes(1).toNanos();

    private final Cluster cluster;
    private final long renewalNanos;
    private Set<UUID> members;
    private long lookedAt = System.nanoTime();
    private long furthestAhead;
    private long setBackSince = lookedAt;
    private long overAt = lookedAt;

    /** @param renewedWithin how long holders wait from one renewal to the next */
    public RemovalPause(Cluster cluster, Duration renewedWithin) {
        this.cluster = cluster;
        this.renewalNanos = renewedWithin.toNanos();
        this.members = members();
        this.furthestAhead = aheadAt(lookedAt);
    }

    /** Looks for a reason to pause. To be called regularly, by the thread that would remove objects. */
    synchronized void look() {
        long now = System.nanoTime();
        if (hasJumpedAhead(now)) {
            // Others do not know of it, and renew when they always do.
            pauseFor(renewalNanos + SHORT_NANOS);
        }
        if (now - lookedAt > STANDSTILL_NANOS || !acceptsChanges()) {
            pauseFor(SHORT_NANOS);
        }
        lookedAt = now;
    }

    /**
     * Compares with the furthest that cluster time was ahead of this machine's own measure of time: a member that was
     * suspended reads old messages of the master first, which set it back for a moment, and then returns.
     */
    private boolean hasJumpedAhead(long now) {
        long ahead = aheadAt(now);
        boolean jumped = ahead > furthestAhead + JUMP_MILLIS;
        boolean setBack = ahead < furthestAhead - JUMP_MILLIS;
        if (!setBack) {
            setBackSince = now;
        }
        if (!setBack || now - setBackSince > SET_BACK_NANOS) {
            furthestAhead = ahead;
        }
        return jumped;
    }

    private long aheadAt(long now) {
        return cluster.getClusterTime() - TimeUnit.NANOSECONDS.toMillis(now);
    }

    /**
     * {@return whether objects may be removed now} Asked about a partition that came to this member from one that is
     * gone, it knows that already.
     */
    public synchronized boolean isOver() {
        var before = members;
        members = members();
        if (!members.containsAll(before) || System.nanoTime() - lookedAt > STANDSTILL_NANOS) {
            pauseFor(SHORT_NANOS);
        }
        return System.nanoTime() - overAt >= 0;
    }

    private void pauseFor(long nanos) {
        long until = System.nanoTime() + nanos;
        overAt = until - overAt > 0 ? until : overAt;
    }

    private boolean acceptsChanges() {
        var state = cluster.getClusterState();
        return state != ClusterState.PASSIVE && state != ClusterState.IN_TRANSITION;
    }

    private Set<UUID> members() {
        return cluster.getMembers().stream().map(Member::getUuid).collect(Collectors.toSet());
    }
}
