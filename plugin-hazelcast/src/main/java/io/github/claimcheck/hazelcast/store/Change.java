package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.github.claimcheck.store.Claim;
import java.io.IOException;

/**
 * One change to the claims of an object.
 *
 * @param claim whose lease begins or ends
 * @param leaseMillis how long the lease is from when the change is made; 0 ends the claim
 * @param replaceSubmitter whether the submitter's hold of the same claim ends too
 */
record Change(Claim claim, long leaseMillis, boolean replaceSubmitter) {

    /** The holder of claims that are not for a task. */
    static final long SESSION = -2;

    static Change hold(Claim claim, long leaseMillis) {
        return new Change(claim, leaseMillis, false);
    }

    /** {@return the hold of a session, which keeps an object while claims for tasks are under way} */
    static Change session(long sessionId, long leaseMillis) {
        return hold(new Claim(sessionId, SESSION), leaseMillis);
    }

    static Change end(Claim claim) {
        return new Change(claim, 0, false);
    }

    boolean isEnd() {
        return leaseMillis == 0;
    }

    void writeTo(ObjectDataOutput out) throws IOException {
        out.writeLong(claim.id());
        out.writeLong(claim.holder());
        out.writeLong(leaseMillis);
        out.writeBoolean(replaceSubmitter);
    }

    static Change readFrom(ObjectDataInput in) throws IOException {
        return new Change(new Claim(in.readLong(), in.readLong()), in.readLong(), in.readBoolean());
    }
}
