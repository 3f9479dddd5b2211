package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;

/** An object's key as the key of a map entry. */
public final class StoredKey implements IdentifiedDataSerializable {

    private ObjectKey key;

    StoredKey() {}

    /** @param key the object that the entry is about */
    public StoredKey(ObjectKey key) {
        this.key = key;
    }

    /** {@return the object that the entry is about} */
    public ObjectKey key() {
        return key;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        key.writeTo(out);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        key = ObjectKey.readFrom(in);
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.STORED_KEY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
