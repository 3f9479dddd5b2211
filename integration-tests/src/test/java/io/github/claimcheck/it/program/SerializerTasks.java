package io.github.claimcheck.it.program;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.nio.serialization.Portable;
import com.hazelcast.nio.serialization.PortableReader;
import com.hazelcast.nio.serialization.PortableWriter;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Tasks that Hazelcast, or a user's serializer, writes. */
final class SerializerTasks {

    private SerializerTasks() {}

    /** Sums what it holds. */
    abstract static class Summing implements Callable<Long> {
        byte[] data;

        Summing() {}

        Summing(byte[] data) {
            this.data = data;
        }

        @Override
        public Long call() {
            return Payloads.sum(data);
        }
    }

    /** Written by itself. */
    public static final class Plain extends Summing implements DataSerializable {
        public Plain() {}

        Plain(byte[] data) {
            super(data);
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeByteArray(data);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            data = in.readByteArray();
        }
    }

    /** Written by itself, created by a factory. */
    static final class Identified extends Summing implements IdentifiedDataSerializable {
        Identified() {}

        Identified(byte[] data) {
            super(data);
        }

        @Override
        public int getFactoryId() {
            return UserFactories.IDENTIFIED;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeByteArray(data);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            data = in.readByteArray();
        }
    }

    /** An identified task whose field is another task. */
    static final class Wrapping implements Callable<Object>, IdentifiedDataSerializable {
        private Callable<?> inner;

        Wrapping() {}

        Wrapping(Callable<?> inner) {
            this.inner = inner;
        }

        @Override
        public Object call() throws Exception {
            return inner.call();
        }

        @Override
        public int getFactoryId() {
            return UserFactories.IDENTIFIED;
        }

        @Override
        public int getClassId() {
            return 2;
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

    /** Written field by field. */
    static final class Portably extends Summing implements Portable {
        Portably() {}

        Portably(byte[] data) {
            super(data);
        }

        @Override
        public int getFactoryId() {
            return UserFactories.PORTABLE;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writePortable(PortableWriter writer) throws IOException {
            writer.writeByteArray("data", data);
        }

        @Override
        public void readPortable(PortableReader reader) throws IOException {
            data = reader.readByteArray("data");
        }
    }

    /** Has a Compact serializer in the configuration. */
    static final class Compacted extends Summing {
        Compacted(byte[] data) {
            super(data);
        }
    }

    /** Not serializable: the engine makes it Compact by itself. */
    record ZeroConfig(byte[] data, String label) implements Callable<String> {
        @Override
        public String call() {
            return label + Payloads.sum(data);
        }
    }

    /** Has a serializer of the user's own in the configuration. */
    static final class UserSerialized extends Summing {
        UserSerialized(byte[] data) {
            super(data);
        }
    }
}
