package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.io.Serializable;

/** Writes itself, and knows whether it has been read. */
public final class Written implements DataSerializable, Serializable {
    private static final long serialVersionUID = 1L;
    private String text = "";
    transient boolean isRead;

    public Written() {}

    Written(String text) {
        this.text = text;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(text);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        isRead = true;
        text = in.readString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Written written && text.equals(written.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
