package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One change to the ledger. Unlike an object's entry, a backup of the ledger may come to another decision than its
 * owner, since each looks at its own clock and members: what is in use is reported anew again and again, and what was
 * reserved expires. Returns whether a reservation was granted; otherwise true.
 */
public final class LedgerStep
        implements EntryProcessor<String, Ledger, Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {

    /** The kinds of changes. The order is part of the wire form. */
    private enum Kind {
        RESERVE,
        STORED,
        CANCEL,
        REPORT,
        FREED;

        private static final Kind[] VALUES = values();
    }

    private Kind kind;
    private long id;
    private long bytes;
    private long leaseMillis;
    private UUID member = Ledger.EVERYWHERE;
    private transient HazelcastInstance instance;

    LedgerStep() {}

    private LedgerStep(Kind kind, long id, long bytes, long leaseMillis) {
        this.kind = kind;
        this.id = id;
        this.bytes = bytes;
        this.leaseMillis = leaseMillis;
    }

    /**
     * {@return a step that asks for room}
     *
     * @param where which member needs the bytes; {@link Ledger#EVERYWHERE} if each does
     */
    public static LedgerStep reserve(long id, long shareBytes, UUID where, long leaseMillis) {
        var step = new LedgerStep(Kind.RESERVE, id, shareBytes, leaseMillis);
        step.member = where;
        return step;
    }

    /**
     * {@return the end of a reservation}
     *
     * @param stored whether the bytes are in use now; if not, they are free again
     */
    public static LedgerStep settle(long id, boolean stored) {
        return new LedgerStep(stored ? Kind.STORED : Kind.CANCEL, id, 0, 0);
    }

    /**
     * {@return the news of bytes that were removed, ahead of the members' reports}
     *
     * @param where on which member; {@link Ledger#EVERYWHERE} if on each
     */
    public static LedgerStep freed(long shareBytes, UUID where) {
        var step = new LedgerStep(Kind.FREED, 0, shareBytes, 0);
        step.member = where;
        return step;
    }

    /** {@return what a member has in use, by its own account} */
    public static LedgerStep report(UUID member, long usedBytes) {
        var step = new LedgerStep(Kind.REPORT, 0, usedBytes, 0);
        step.member = member;
        return step;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance newInstance) {
        instance = newInstance;
    }

    @Override
    public Boolean process(Map.Entry<String, Ledger> entry) {
        var ledger = entry.getValue() == null ? new Ledger() : entry.getValue();
        long now = instance.getCluster().getClusterTime();
        ledger.dropExpired(now);
        boolean granted = apply(ledger, now);
        entry.setValue(ledger.isEmpty() ? null : ledger);
        return granted;
    }

    private boolean apply(Ledger ledger, long now) {
        switch (kind) {
            case RESERVE:
                return ledger.reserve(id, bytes, member, now + leaseMillis, limits());
            case REPORT:
                ledger.report(member, bytes, members());
                return true;
            case FREED:
                ledger.free(bytes, member);
                return true;
            default:
                ledger.settle(id, kind == Kind.STORED, members());
                return true;
        }
    }

    private List<UUID> members() {
        return instance.getCluster().getMembers().stream().map(Member::getUuid).toList();
    }

    private Map<UUID, Long> limits() {
        var limits = new HashMap<UUID, Long>();
        for (var one : instance.getCluster().getMembers()) {
            var limit = one.getAttribute(StoreMaps.LIMIT_ATTRIBUTE);
            if (limit != null && !one.isLiteMember()) {
                limits.put(one.getUuid(), Long.parseLong(limit));
            }
        }
        return limits;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeLong(id);
        out.writeLong(bytes);
        out.writeLong(leaseMillis);
        Ledger.write(out, member);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        kind = Kind.VALUES[in.readByte()];
        id = in.readLong();
        bytes = in.readLong();
        leaseMillis = in.readLong();
        member = Ledger.readUuid(in);
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.LEDGER_STEP;
    }
}
