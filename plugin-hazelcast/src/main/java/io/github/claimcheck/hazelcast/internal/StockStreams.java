package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.AbstractSerializationService;
import com.hazelcast.internal.serialization.impl.ObjectDataInputStream;
import com.hazelcast.internal.serialization.impl.ObjectDataOutputStream;
import com.hazelcast.internal.serialization.impl.SerializerAdapter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes values in the engine's serialized form into a stream, and reads them from one. Serialized by the public API, a
 * value is in memory as one array, and while that grows or is put together, more than twice. Checked on 5.6.0 and
 * 5.7.0.
 */
public final class StockStreams {

    private StockStreams() {}

    /**
     * Writes what {@link StockData#bytes} gives of the serialized {@code value}.
     *
     * @throws IOException if the value cannot be serialized
     * @throws RuntimeException if its serializer needs more than a stream, as that of Compact objects does
     */
    public static void write(HazelcastInstance instance, Object value, OutputStream target) throws IOException {
        var service = EngineAccess.serialization(instance);
        var header = new DataOutputStream(target);
        var serializer = ((AbstractSerializationService) service).serializerForClass(value.getClass(), false);
        header.writeInt(0); // for a partition that is not that of the value's hash
        header.writeInt(serializer.getTypeId());
        serializer.write(new ObjectDataOutputStream(target, service), value);
    }

    /** Reads a value that was written by {@link #write}, and does not initialize it. */
    public static Object read(HazelcastInstance instance, InputStream source) throws IOException {
        var service = EngineAccess.serialization(instance);
        var header = new DataInputStream(source);
        header.readInt();
        var serializer = serializerOf((AbstractSerializationService) service, header.readInt());
        return serializer.read(new Input(source, service));
    }

    static SerializerAdapter serializerOf(AbstractSerializationService service, int typeId) throws IOException {
        SerializerAdapter serializer = service.serializerFor(typeId);
        if (serializer == null) {
            throw new IOException("There is no serializer for type " + typeId + " of a result");
        }
        return serializer;
    }

    /** {@return the engine's type of a class, which is negative for types of its own} */
    public static int typeId(HazelcastInstance instance, Class<?> type) {
        var service = (AbstractSerializationService) EngineAccess.serialization(instance);
        return service.serializerForClass(type, false).getTypeId();
    }

    private static final class Input extends ObjectDataInputStream {
        private final InputStream source;

        Input(InputStream source, InternalSerializationService service) {
            super(source, service);
            this.source = source;
        }

        /** The engine's takes bytes for signed, which ends Java serialization in the middle. */
        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            return source.read(bytes, offset, count);
        }
    }
}
