package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.WireVersion;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange.Kind;
import io.github.claimcheck.store.Claim;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bookkeeping of one stored object: where its chunks are and who claims it. Lives apart from the chunks, and is
 * only changed by entry processors, one at a time. All times are cluster time in milliseconds.
 */
public final class ObjectEntry implements IdentifiedDataSerializable {

    /** How long the end of a claim is remembered that has not arrived yet; longer than one can be under way. */
    private static final long REMEMBER_END_MILLIS = 60_000;

    private static final long DROP_EACH_MILLIS = 1_000;

    private static final Comparator<Claim> BY_ID =
            Comparator.comparingLong(Claim::id).thenComparingLong(Claim::holder);

    private Placement placement = new Placement();

    /** When a task's claim ended last; the leases still here may end later. */
    private long unclaimedSince;

    /** Those of one claim are next to each other, so that it can end without a look at those of all other tasks. */
    private final NavigableMap<Claim, Long> leases = new TreeMap<>(BY_ID);

    private final Map<Long, Long> endedEarly = new HashMap<>();

    /** When all leases were looked at last, of which thousands of tasks may have one. Not sent. */
    private long droppedAt = Long.MIN_VALUE;

    ObjectEntry() {}

    ObjectEntry(Placement placement, long now) {
        this.placement = placement;
        this.unclaimedSince = now;
    }

    /** {@return where the object's chunks are} */
    public Placement placement() {
        return placement;
    }

    void moveTo(Placement newPlacement) {
        placement = newPlacement;
    }

    void apply(List<ClaimChange> changes, long now) {
        dropEnded(now);
        changes.forEach(change -> apply(change, now));
    }

    private void apply(ClaimChange change, long now) {
        var claim = change.claim();
        long until = now + change.leaseMillis();
        if (change.kind() == Kind.END) {
            end(claim, until, now);
        } else if (isExpected(claim)) {
            leases.merge(claim, until, Math::max);
            if (change.kind() == Kind.TAKE_OVER) {
                end(new Claim(claim.id(), Claim.SUBMITTER), now, now);
            }
        }
    }

    /**
     * Claims of submitters are sent in the background, so what a member says of a task can arrive before the task's own
     * claim. The claim then counts for nothing, or it would stay until its lease ends; also if it is sent twice.
     */
    private boolean isExpected(Claim claim) {
        return claim.holder() != Claim.SUBMITTER || !endedEarly.containsKey(claim.id());
    }

    private void end(Claim claim, long until, long now) {
        boolean all = claim.holder() == Claim.ALL_HOLDERS;
        if ((all || claim.holder() == Claim.SUBMITTER) && !leases.containsKey(new Claim(claim.id(), Claim.SUBMITTER))) {
            endedEarly.put(claim.id(), now + REMEMBER_END_MILLIS);
        }
        var ending = leases.subMap(
                all ? new Claim(claim.id(), Long.MIN_VALUE) : claim,
                true,
                all ? new Claim(claim.id(), Long.MAX_VALUE) : claim,
                true);
        ending.replaceAll((lease, end) -> Math.min(end, until));
        ending.values().removeIf(end -> end <= now);
        if (claim.holder() != ClaimChange.SESSION) {
            unclaimedSince = now;
        }
    }

    /** {@return whether no task has claimed the object for {@code lingerMillis}, and nobody is about to} */
    boolean isUnclaimed(long now, long lingerMillis) {
        return millisToRemoval(now, lingerMillis) == 0;
    }

    /**
     * {@return for how long, at least, the object cannot be removed for having been claimed by no task; 0 if it can be
     * now} While a task claims it, that is the linger time, or 1 if there is none.
     */
    long millisToRemoval(long now, long lingerMillis) {
        boolean isHeld = leases.values().stream().anyMatch(until -> until > now);
        long lastUse = Math.max(unclaimedSince, Math.min(lastEndOfTasks(), now));
        long rest = lastUse + lingerMillis - now;
        return rest <= 0 && !isHeld ? 0 : Math.max(1, Math.min(rest, lingerMillis));
    }

    boolean isClaimedByTask(long now) {
        return lastEndOfTasks() > now;
    }

    /** {@return this entry with what the other half of a split cluster has seen too} */
    ObjectEntry withClaimsOf(ObjectEntry other) {
        var both = new ObjectEntry(placement, Math.max(unclaimedSince, other.unclaimedSince));
        both.leases.putAll(leases);
        other.leases.forEach((claim, until) -> both.leases.merge(claim, until, Math::max));
        both.endedEarly.putAll(endedEarly);
        other.endedEarly.forEach((id, until) -> both.endedEarly.merge(id, until, Math::max));
        return both;
    }

    /** What has ended counts for nothing, so it may stay for a moment. */
    private void dropEnded(long now) {
        if (now >= droppedAt && now < droppedAt + DROP_EACH_MILLIS) {
            return;
        }
        droppedAt = now;
        leases.entrySet().removeIf(lease -> {
            boolean ended = lease.getValue() <= now;
            if (ended && lease.getKey().holder() != ClaimChange.SESSION) {
                unclaimedSince = Math.max(unclaimedSince, lease.getValue());
            }
            return ended;
        });
        endedEarly.values().removeIf(until -> until <= now);
    }

    private long lastEndOfTasks() {
        return leases.entrySet().stream()
                .filter(lease -> lease.getKey().holder() != ClaimChange.SESSION)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByte(WireVersion.current());
        placement.writeData(out);
        out.writeLong(unclaimedSince);
        out.writeInt(leases.size());
        for (var lease : leases.entrySet()) {
            out.writeLong(lease.getKey().id());
            out.writeLong(lease.getKey().holder());
            out.writeLong(lease.getValue());
        }
        out.writeInt(endedEarly.size());
        for (var ended : endedEarly.entrySet()) {
            out.writeLong(ended.getKey());
            out.writeLong(ended.getValue());
        }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        WireVersion.check("A stored object's entry", in.readByte());
        placement = Placement.readFrom(in);
        unclaimedSince = in.readLong();
        for (int rest = in.readInt(); rest > 0; rest--) {
            leases.put(new Claim(in.readLong(), in.readLong()), in.readLong());
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            endedEarly.put(in.readLong(), in.readLong());
        }
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.OBJECT_ENTRY;
    }
}
