package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/** Notes that the chunks of a result have been copied to where they have backups. Returns whether it is stored. */
final class AddBackups extends EntryStep<Boolean> {

    private long generation;

    AddBackups() {}

    AddBackups(long generation) {
        this.generation = generation;
    }

    @Override
    Boolean process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null || object.placement().generation() != generation) {
            return false;
        }
        object.addBackups();
        entry.setValue(object);
        return true;
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
        return StoreTypes.ADD_BACKUPS;
    }
}
