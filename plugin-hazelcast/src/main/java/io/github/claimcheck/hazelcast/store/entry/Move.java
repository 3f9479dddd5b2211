package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Notes that an object's chunks are elsewhere from now on, its claims being what they are; or that they are lost, by
 * removing the entry, so that the next submission of the same content stores it again. Changes nothing if the entry
 * says by now that the chunks are somewhere else. Returns where they are after the step; {@code null} if there is no
 * entry.
 */
public final class Move extends EntryStep<Placement> {

    private Placement from = new Placement();
    private Placement to;

    Move() {}

    private Move(Placement from, Placement to) {
        this.from = from;
        this.to = to;
    }

    /** {@return the step that says where the chunks are now} */
    public static Move between(Placement from, Placement to) {
        return new Move(from, to);
    }

    /** {@return the step that says that the chunks are lost} */
    public static Move lost(Placement from) {
        return new Move(from, null);
    }

    @Override
    Placement process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue();
        if (object == null || !object.placement().isSameAs(from)) {
            return object == null ? null : object.placement();
        }
        if (to != null) {
            object.moveTo(to);
        }
        entry.setValue(to == null ? null : object);
        return to;
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        from.writeData(out);
        out.writeBoolean(to != null);
        if (to != null) {
            to.writeData(out);
        }
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        from = Placement.readFrom(in);
        to = in.readBoolean() ? Placement.readFrom(in) : null;
    }

    @Override
    public int getClassId() {
        return StoreTypes.MOVE;
    }
}
