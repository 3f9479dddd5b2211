package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * Asks another member which of some tasks have arrived there. One serialized task may go to any choice of members, and
 * only its sender knows to which; once all members have answered, nobody needs the sender's claim any more. An
 * operation, because a member executor would show up in the user's statistics. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class ArrivalQuery extends Operation implements IdentifiedDataSerializable {

    /** The service that answers. */
    public interface Answerer {

        /**
         * {@return whether a task with that claim has arrived on this member, and its objects are claimed for this
         * member}
         */
        boolean hasSeen(long claimId);
    }

    private String service;
    private long[] claimIds;
    private transient boolean[] seen;

    /** For deserialization. */
    public ArrivalQuery() {}

    private ArrivalQuery(String service, long[] claimIds) {
        this.service = service;
        this.claimIds = claimIds;
    }

    /** {@return an answer for each claim, later; never blocks} */
    public static CompletionStage<boolean[]> ask(
            HazelcastInstance from, String service, Member member, long[] claimIds) {
        var operations = ((HazelcastInstanceImpl) from).node.getNodeEngine().getOperationService();
        return operations.invokeOnTarget(service, new ArrivalQuery(service, claimIds), member.getAddress());
    }

    @Override
    public void run() {
        Answerer answerer = getService();
        seen = new boolean[claimIds.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = answerer.hasSeen(claimIds[i]);
        }
    }

    @Override
    public Object getResponse() {
        return seen;
    }

    @Override
    public String getServiceName() {
        return service;
    }

    @Override
    protected void writeInternal(ObjectDataOutput out) throws IOException {
        out.writeString(service);
        out.writeLongArray(claimIds);
    }

    @Override
    protected void readInternal(ObjectDataInput in) throws IOException {
        service = in.readString();
        claimIds = in.readLongArray();
    }

    @Override
    public int getFactoryId() {
        return OperationHook.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return OperationHook.ARRIVAL_QUERY;
    }
}
