package com.hazelcast.addon;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** A task around another one, in a package of the engine, as add-ons and samples have them. */
public final class Wrapping implements Callable<Object>, DataSerializable {

    /** What it is besides a task must not be lost. */
    private Serializable inner;

    /** For deserialization. */
    public Wrapping() {}

    /** @param inner the task that is called */
    public <T extends Callable<?> & Serializable> Wrapping(T inner) {
        this.inner = inner;
    }

    @Override
    public Object call() throws Exception {
        return ((Callable<?>) inner).call();
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(inner);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        inner = in.readObject();
    }
}
