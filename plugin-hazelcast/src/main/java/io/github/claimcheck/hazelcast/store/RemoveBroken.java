package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Removes an object's entry whose chunks are not all there and intact, so that the next submission of the same content
 * stores it again. An entry of another generation stays. Returns how many chunks there may be left to delete.
 */
final class RemoveBroken extends EntryStep<Integer> {

    private long generation;

    RemoveBroken() {}

    RemoveBroken(long generation) {
        this.generation = generation;
    }

    @Override
    Integer process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null || object.generation() != generation) {
            return 0;
        }
        entry.setValue(null);
        return object.chunkCount();
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
