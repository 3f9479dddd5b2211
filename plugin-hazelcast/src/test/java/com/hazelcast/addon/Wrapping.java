package com.hazelcast.addon;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.concurrent.Callable;

/** A task around another one, in a package of the engine, as add-ons and samples have them. */
public final class Wrapping implements Callable<Object>, DataSerializable {

    private Callable<?> inner;

    /** For deserialization. */
    public Wrapping() {}

    /** @param inner the task that is called */
    public Wrapping(Callable<?> inner) {
        this.inner = inner;
    }

    @Override
    public Object call() throws Exception {
        return inner.call();
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
