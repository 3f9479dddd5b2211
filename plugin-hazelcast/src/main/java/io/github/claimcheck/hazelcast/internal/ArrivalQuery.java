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

    private static final int FACTORY_ID = 0x0C1A3;
    private static final int TYPE_ID = 1;

    private long[] claimIds;
    private transient boolean[] seen;

    /** Found by the engine. */
    public static final class Hook extends TypeFactoryHook {

        /** Called by the engine. */
        public Hook() {
            super(FACTORY_ID, typeId -> new ArrivalQuery());
        }
    }

    /** For deserialization. */
    public ArrivalQuery() {}

    private ArrivalQuery(long[] claimIds) {
        this.claimIds = claimIds;
    }

    /** {@return an answer for each claim, later; never blocks} */
    public static CompletionStage<boolean[]> ask(HazelcastInstance from, Member member, long[] claimIds) {
        var operations = ((HazelcastInstanceImpl) from).node.getNodeEngine().getOperationService();
        return operations.invokeOnTarget(MemberPart.Service.NAME, new ArrivalQuery(claimIds), member.getAddress());
    }

    @Override
    public void run() {
        MemberPart.Service service = getService();
        seen = new boolean[claimIds.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = service.part().hasSeen(claimIds[i]);
        }
    }

    @Override
    public Object getResponse() {
        return seen;
    }

    @Override
    public String getServiceName() {
        return MemberPart.Service.NAME;
    }

    @Override
    protected void writeInternal(ObjectDataOutput out) throws IOException {
        out.writeLongArray(claimIds);
    }

    @Override
    protected void readInternal(ObjectDataInput in) throws IOException {
        claimIds = in.readLongArray();
    }

    @Override
    public int getFactoryId() {
        return FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return TYPE_ID;
    }
}
