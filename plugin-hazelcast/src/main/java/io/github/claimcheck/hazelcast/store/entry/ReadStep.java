package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/** A step that only looks at an entry; gives {@code null} if there is none. */
public abstract class ReadStep<R> extends EntryStep<R> implements ReadOnly {

    /** {@return what is to be known of the object} */
    abstract R look(ObjectEntry object, long now);

    @Override
    final R process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        return object == null ? null : look(object, now);
    }

    @Override
    public final EntryProcessor<StoredKey, ObjectEntry, R> getBackupProcessor() {
        return null;
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        // Most have no parameters.
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        // Most have no parameters.
    }
}
