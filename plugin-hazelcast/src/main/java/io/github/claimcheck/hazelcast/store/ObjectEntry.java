package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.store.Claim;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The bookkeeping of one stored object: where its chunks are and who claims it. Lives apart from the chunks, and is
 * only changed by entry processors, one at a time. All times are cluster time in milliseconds.
 */
final class ObjectEntry implements IdentifiedDataSerializable {

    private static final byte VERSION = 1;

    /** How long the end of a claim is remembered that was not known yet; longer than a claim can be under way. */
    private static final long REMEMBER_END_MILLIS = 60_000;

    private long generation;
    private int chunkCount;
    private long unclaimedSince;
    private final Map<Claim, Long> leases = new HashMap<>();
    private final Map<Long, Long> endedEarly = new HashMap<>();

    ObjectEntry() {}

    ObjectEntry(long generation, int chunkCount, long now) {
        this.generation = generation;
        this.chunkCount = chunkCount;
        this.unclaimedSince = now;
    }

    long generation() {
        return generation;
    }

    int chunkCount() {
        return chunkCount;
    }

    void apply(Change change, long now) {
        var claim = change.claim();
        if (change.isEnd()) {
            end(claim, now);
        } else if (endedEarly.remove(claim.id()) == null) {
            leases.merge(claim, now + change.leaseMillis(), Math::max);
            if (change.replaceSubmitter()) {
                leases.remove(new Claim(claim.id(), Claim.SUBMITTER));
            }
        }
        touch(now);
    }

    private void end(Claim claim, long now) {
        if (claim.holder() != Claim.ALL_HOLDERS) {
            leases.remove(claim);
            return;
        }
        boolean known = leases.keySet().removeIf(lease -> lease.id() == claim.id());
        if (!known) {
            // Claims are sent in the background: the end of a short task can arrive before its claim.
            endedEarly.put(claim.id(), now + REMEMBER_END_MILLIS);
        }
    }

    /** Drops leases that have ended. {@return whether nobody has claimed the object for {@code lingerMillis}} */
    boolean isUnclaimed(long now, long lingerMillis) {
        leases.values().removeIf(until -> until <= now);
        endedEarly.values().removeIf(until -> until <= now);
        touch(now);
        return unclaimedSince >= 0 && now - unclaimedSince >= lingerMillis;
    }

    /** Takes over the claims that the other half of a split cluster has seen. */
    void addClaimsOf(ObjectEntry other) {
        other.leases.forEach((claim, until) -> leases.merge(claim, until, Math::max));
        if (!leases.isEmpty()) {
            unclaimedSince = -1;
        }
    }

    private void touch(long now) {
        if (!leases.isEmpty()) {
            unclaimedSince = -1;
        } else if (unclaimedSince < 0) {
            unclaimedSince = now;
        }
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(generation);
        out.writeInt(chunkCount);
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
        generation = in.readLong();
        chunkCount = in.readInt();
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
