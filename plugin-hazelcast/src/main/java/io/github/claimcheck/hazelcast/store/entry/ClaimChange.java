package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.github.claimcheck.store.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One change to the claims of an object.
 *
 * @param kind what happens to the claim
 * @param claim whose lease begins or ends
 * @param leaseMillis how long the lease is at least, or at most if the claim ends, from when the change is made
 */
public record ClaimChange(Kind kind, Claim claim, long leaseMillis) {

    /** The kinds of changes. The order is part of the wire form. */
    enum Kind {
        LEASE,
        /** Ends the submitter's lease of the same claim too. */
        TAKE_OVER,
        END;

        private static final Kind[] VALUES = values();
    }

    /** The holder of claims that are not for a task. */
    public static final long SESSION = -2;

    /** {@return a lease for a claim, begun or renewed} */
    public static ClaimChange lease(Claim claim, long leaseMillis) {
        return new ClaimChange(Kind.LEASE, claim, leaseMillis);
    }

    /** {@return a lease for a member that keeps the task, in place of its submitter} */
    public static ClaimChange takeOver(Claim claim, long leaseMillis) {
        return new ClaimChange(Kind.TAKE_OVER, claim, leaseMillis);
    }

    /** {@return the hold of a session, which keeps an object while claims for tasks are under way} */
    public static ClaimChange session(long sessionId, long leaseMillis) {
        return lease(new Claim(sessionId, SESSION), leaseMillis);
    }

    /** {@return the end of a claim, now} */
    public static ClaimChange end(Claim claim) {
        return endAfter(claim, 0);
    }

    /** {@return the end of a claim in a while, which needs nobody to be there then} */
    public static ClaimChange endAfter(Claim claim, long millis) {
        return new ClaimChange(Kind.END, claim, millis);
    }

    static void writeAll(ObjectDataOutput out, List<ClaimChange> changes) throws IOException {
        out.writeInt(changes.size());
        for (var change : changes) {
            change.writeTo(out);
        }
    }

    static List<ClaimChange> readAll(ObjectDataInput in) throws IOException {
        int count = in.readInt();
        var changes = new ArrayList<ClaimChange>();
        for (int i = 0; i < count; i++) {
            changes.add(readFrom(in));
        }
        return changes;
    }

    private void writeTo(ObjectDataOutput out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeLong(claim.id());
        out.writeLong(claim.holder());
        out.writeLong(leaseMillis);
    }

    private static ClaimChange readFrom(ObjectDataInput in) throws IOException {
        return new ClaimChange(Kind.VALUES[in.readByte()], new Claim(in.readLong(), in.readLong()), in.readLong());
    }
}
