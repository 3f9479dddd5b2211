package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Removes an object's entry whose chunks are not all there and intact, so that the next submission of the same content
 * stores it again. An entry of another generation stays. Returns where there may be chunks left to delete; {@code null}
 * if it stays.
 */
final class RemoveBroken extends EntryStep<Placement> {

    private long generation;

    RemoveBroken() {}

    RemoveBroken(long generation) {
        this.generation = generation;
    }

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null || object.placement().generation() != generation) {
            return null;
        }
        entry.setValue(null);
        return object.placement();
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        out.writeLong(generation);
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        generation = in.readLong();
    }

    @Override
    public int getClassId() {
        return StoreTypes.REMOVE_BROKEN;
    }
}
