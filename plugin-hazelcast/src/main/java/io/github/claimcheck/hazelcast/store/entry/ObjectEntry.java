package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.hazelcast.store.entry.Change.Kind;
import io.github.claimcheck.store.Claim;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bookkeeping of one stored object: where its chunks are and who claims it. Lives apart from the chunks, and is
 * only changed by entry processors, one at a time. All times are cluster time in milliseconds.
 */
public final class ObjectEntry implements IdentifiedDataSerializable {

    private static final byte VERSION = 1;

    /** How long the end of a claim is remembered that has not arrived yet; longer than one can be under way. */
    private static final long REMEMBER_END_MILLIS = 60_000;

    private Placement placement = new Placement();

    /** When a task's claim ended last; the leases still here may end later. */
    private long unclaimedSince;

    private final Map<Claim, Long> leases = new HashMap<>();
    private final Map<Long, Long> endedEarly = new HashMap<>();

    ObjectEntry() {}

    ObjectEntry(Placement placement, long now) {
        this.placement = placement;
        this.unclaimedSince = now;
    }

    public Placement placement() {
        return placement;
    }

    void moveTo(Placement newPlacement) {
        placement = newPlacement;
    }

    void apply(List<Change> changes, long now) {
        dropEnded(now);
        changes.forEach(change -> apply(change, now));
    }

    private void apply(Change change, long now) {
        long until = now + change.leaseMillis();
        if (change.kind() == Kind.END) {
            end(change.claim(), until, now);
        } else if (isExpected(change.claim())) {
            leases.merge(change.claim(), until, Math::max);
            if (change.kind() == Kind.TAKE_OVER) {
                end(new Claim(change.claim().id(), Claim.SUBMITTER), now, now);
            }
        }
    }

    /**
     * Claims of submitters are sent in the background, so what a member says of a task can arrive before the task's own
     * claim. The claim then counts for nothing, or it would stay until its lease ends.
     */
    private boolean isExpected(Claim claim) {
        return claim.holder() != Claim.SUBMITTER || endedEarly.remove(claim.id()) == null;
    }

    private void end(Claim claim, long until, long now) {
        boolean known = leases.containsKey(new Claim(claim.id(), Claim.SUBMITTER));
        if (claim.holder() == Claim.ALL_HOLDERS) {
            leases.replaceAll((lease, end) -> lease.id() == claim.id() ? Math.min(end, until) : end);
        } else {
            leases.computeIfPresent(claim, (lease, end) -> Math.min(end, until));
        }
        leases.values().removeIf(end -> end <= now);
        boolean endsSubmitters = claim.holder() == Claim.ALL_HOLDERS || claim.holder() == Claim.SUBMITTER;
        if (endsSubmitters && !known) {
            endedEarly.put(claim.id(), now + REMEMBER_END_MILLIS);
        }
        if (claim.holder() != Change.SESSION) {
            unclaimedSince = now;
        }
    }

    /** {@return whether no task has claimed the object for {@code lingerMillis}, and nobody is about to} */
    boolean isUnclaimed(long now, long lingerMillis) {
        return leases.values().stream().allMatch(until -> until <= now)
                && now - Math.max(unclaimedSince, lastEndOfTasks()) >= lingerMillis;
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

    private void dropEnded(long now) {
        leases.entrySet().removeIf(lease -> {
            boolean ended = lease.getValue() <= now;
            if (ended && lease.getKey().holder() != Change.SESSION) {
                unclaimedSince = Math.max(unclaimedSince, lease.getValue());
            }
            return ended;
        });
        endedEarly.values().removeIf(until -> until <= now);
    }

    private long lastEndOfTasks() {
        return leases.entrySet().stream()
                .filter(lease -> lease.getKey().holder() != Change.SESSION)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByte(VERSION);
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
        StoreTypes.checkVersion(in.readByte(), VERSION);
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
