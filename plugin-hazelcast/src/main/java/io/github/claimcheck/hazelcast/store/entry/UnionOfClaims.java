package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;

/**
 * Heals a split cluster: an object that both halves stored keeps one half's chunks and both halves' claims. The chunks
 * that lose have no entry any more and are swept. Public, with a public constructor, because the engine makes it.
 */
public final class UnionOfClaims
        implements SplitBrainMergePolicy<ObjectEntry, MergingValue<ObjectEntry>, ObjectEntry>,
                IdentifiedDataSerializable {

    /** For the engine. */
    public UnionOfClaims() {}

    @Override
    public ObjectEntry merge(MergingValue<ObjectEntry> merging, MergingValue<ObjectEntry> existing) {
        ObjectEntry incoming = merging.getDeserializedValue();
        if (existing == null || existing.getDeserializedValue() == null) {
            return incoming;
        }
        return existing.getDeserializedValue().withClaimsOf(incoming);
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.UNION_OF_CLAIMS;
    }
}
