package io.github.claimcheck.graph;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** Stands in a Java-serialized graph for something that travels apart. Never seen by user code. */
public final class SlotMarker implements Externalizable {
    private static final long serialVersionUID = 1L;

    private int ordinal;

    /** For deserialization. */
    public SlotMarker() {}

    SlotMarker(int ordinal) {
        this.ordinal = ordinal;
    }

    int ordinal() {
        return ordinal;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeInt(ordinal);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        ordinal = in.readInt();
    }
}
