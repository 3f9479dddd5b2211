package io.github.claimcheck.it.coexistence;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Tasks and serializers of a user. Each task tells which way it came. */
public final class UserTasks {

    private UserTasks() {}

    /** A task that a serializer may mark. */
    public abstract static class Marked implements Callable<String>, Serializable {
        byte[] data;
        transient String cameBy = "java";

        @Override
        public String call() {
            return getClass().getSimpleName() + " by " + cameBy + " with " + data.length;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            cameBy = "java";
        }
    }

    /** An interface with a serializer of its own. */
    public interface UsersInterface {}

    public static final class Exact extends Marked {}

    public abstract static class Base extends Marked {}

    public static final class OfBase extends Base {}

    public static final class OfInterface extends Marked implements UsersInterface {}

    public static final class Unconfigured extends Marked {}

    /** Not serializable by Java: the engine's zero-configuration Compact takes it. */
    public static final class ZeroConfig implements Callable<Integer> {
        private byte[] data;

        ZeroConfig(byte[] data) {
            this.data = data;
        }

        @Override
        public Integer call() {
            return data.length;
        }
    }

    /** Writes itself. */
    public static final class SelfWriting implements Callable<Integer>, DataSerializable {
        private byte[] data = new byte[0];

        @Override
        public Integer call() {
            return data.length;
        }

        SelfWriting with(byte[] content) {
            data = content;
            return this;
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

    /** A class that a filter forbids. */
    public static final class Forbidden implements Serializable {
        private final byte[] data = new byte[10];
    }

    /** Carries what a filter forbids, in something large. */
    public record Carrying(List<Object> values) implements Callable<Integer>, Serializable {
        static Carrying forbidden(int bytes) {
            return new Carrying(new ArrayList<>(List.of(new byte[bytes], "x".repeat(bytes), new Forbidden())));
        }

        static Carrying deeplyForbidden(int count) {
            var values = new ArrayList<Object>();
            for (var i = 0; i < count; i++) {
                values.add("value" + i);
            }
            values.add(new Forbidden());
            return new Carrying(values);
        }

        @Override
        public Integer call() {
            return values.size();
        }
    }

    /** Marks what passes through it. */
    abstract static class Marking<T extends Marked> implements StreamSerializer<T> {
        private final int typeId;
        private final String name;

        Marking(int typeId, String name) {
            this.typeId = typeId;
            this.name = name;
        }

        @Override
        public int getTypeId() {
            return typeId;
        }

        @Override
        public void write(ObjectDataOutput out, T task) throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var objects = new ObjectOutputStream(bytes)) {
                objects.writeObject(task);
            }
            out.writeByteArray(bytes.toByteArray());
        }

        @Override
        @SuppressWarnings("unchecked")
        public T read(ObjectDataInput in) throws IOException {
            try (var objects = new ObjectInputStream(new ByteArrayInputStream(in.readByteArray()))) {
                var task = (T) objects.readObject();
                task.cameBy = name;
                return task;
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
    }

    public static final class ForExact extends Marking<Exact> {
        public ForExact() {
            super(101, "its class");
        }
    }

    public static final class ForBase extends Marking<OfBase> {
        public ForBase() {
            super(102, "its superclass");
        }
    }

    public static final class ForInterface extends Marking<OfInterface> {
        public ForInterface() {
            super(103, "its interface");
        }
    }
}
