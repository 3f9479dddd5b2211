package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Changes the claims of an object if it is stored. Returns where; {@code null} if it is not. */
public final class UpdateClaims extends EntryStep<Placement> {

    private List<ClaimChange> changes = List.of();
    private transient boolean found;

    UpdateClaims() {}

    /** @param changes made in this order */
    public UpdateClaims(List<ClaimChange> changes) {
        this.changes = changes;
    }

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null) {
            return null;
        }
        found = true;
        // In place: the map keeps objects, and without an index the engine hands out the one that it keeps.
        object.apply(changes, now);
        entry.setValue(object);
        return object.placement();
    }

    /** {@return none if there was no entry to change, as for most of what is submitted for the first time} */
    @Override
    public EntryProcessor<StoredKey, ObjectEntry, Placement> getBackupProcessor() {
        return found ? this : null;
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        ClaimChange.writeAll(out, changes);
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        changes = ClaimChange.readAll(in);
    }

    @Override
    public int getClassId() {
        return StoreTypes.UPDATE_CLAIMS;
    }
}
