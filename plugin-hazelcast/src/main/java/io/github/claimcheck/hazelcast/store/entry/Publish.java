package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Makes an uploaded object known, and claims it. Returns the placement that counts from now on: of another generation
 * than the caller's if somebody else was faster.
 */
public final class Publish extends EntryStep<Placement> {

    private Placement placement = new Placement();
    private List<ClaimChange> claims = List.of();

    Publish() {}

    /**
     * @param placement where the caller has uploaded the chunks
     * @param claims applied to the object wherever it is
     */
    public Publish(Placement placement, List<ClaimChange> claims) {
        this.placement = placement;
        this.claims = claims;
    }

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue() != null ? entry.getValue() : new ObjectEntry(placement, now);
        object.apply(claims, now);
        entry.setValue(object);
        return object.placement();
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        placement.writeData(out);
        ClaimChange.writeAll(out, claims);
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        placement = Placement.readFrom(in);
        claims = ClaimChange.readAll(in);
    }

    @Override
    public int getClassId() {
        return StoreTypes.PUBLISH;
    }
}
