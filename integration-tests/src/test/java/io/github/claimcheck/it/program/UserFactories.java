package io.github.claimcheck.it.program;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.nio.serialization.Portable;
import com.hazelcast.nio.serialization.PortableFactory;
import com.hazelcast.nio.serialization.StreamSerializer;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.io.IOException;

/** The user's own serializers and factories, named in the configuration files. */
public final class UserFactories {

    static final int IDENTIFIED = 7;
    static final int PORTABLE = 8;

    private UserFactories() {}

    /** Creates identified tasks. */
    public static final class Identified implements DataSerializableFactory {
        @Override
        public IdentifiedDataSerializable create(int classId) {
            return classId == 1 ? new SerializerTasks.Identified() : new SerializerTasks.Wrapping();
        }
    }

    /** Creates portable tasks. */
    public static final class Portables implements PortableFactory {
        @Override
        public Portable create(int classId) {
            return new SerializerTasks.Portably();
        }
    }

    /** Writes a task's array. */
    public static final class CompactTaskSerializer implements CompactSerializer<SerializerTasks.Compacted> {
        @Override
        public SerializerTasks.Compacted read(CompactReader reader) {
            return new SerializerTasks.Compacted(reader.readArrayOfInt8("data"));
        }

        @Override
        public void write(CompactWriter writer, SerializerTasks.Compacted task) {
            writer.writeArrayOfInt8("data", task.data);
        }

        @Override
        public String getTypeName() {
            return "compacted-task";
        }

        @Override
        public Class<SerializerTasks.Compacted> getCompactClass() {
            return SerializerTasks.Compacted.class;
        }
    }

    /** Writes a task's array. */
    public static final class UserTaskSerializer implements StreamSerializer<SerializerTasks.UserSerialized> {
        @Override
        public int getTypeId() {
            return 4711;
        }

        @Override
        public void write(ObjectDataOutput out, SerializerTasks.UserSerialized task) throws IOException {
            out.writeByteArray(task.data);
        }

        @Override
        public SerializerTasks.UserSerialized read(ObjectDataInput in) throws IOException {
            return new SerializerTasks.UserSerialized(in.readByteArray());
        }
    }
}
