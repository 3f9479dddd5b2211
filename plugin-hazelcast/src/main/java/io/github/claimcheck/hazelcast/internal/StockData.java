package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.AbstractSerializationService;
import com.hazelcast.internal.serialization.impl.HeapData;
import java.io.IOException;

/**
 * Makes and opens the engine's serialized values. An executor's result that already is one travels as it is, which is
 * the only way to send something other than the user's object; no public API gives or takes one. Checked on 5.5.0,
 * 5.6.0 and 5.7.0.
 */
public final class StockData {

    private StockData() {}

    /** {@return the value as the engine serializes it, or the value itself if it is serialized already} */
    public static Object serialize(HazelcastInstance instance, Object value) {
        return EngineAccess.serialization(instance).toData(value);
    }

    /** {@return the value that the engine serialized as these bytes, not initialized} */
    public static Object deserialize(HazelcastInstance instance, byte[] bytes) throws IOException {
        var service = (AbstractSerializationService) EngineAccess.serialization(instance);
        var data = new HeapData(bytes);
        return StockStreams.serializerOf(service, data.getType()).read(service.createObjectDataInput(data));
    }

    /** {@return the bytes of a value that the engine serialized, or {@code null} if it is none; not copied} */
    public static byte[] bytes(Object data) {
        return data instanceof Data serialized ? serialized.toByteArray() : null;
    }

    /** {@return a value of these serialized bytes; not copied} */
    public static Object of(byte[] bytes) {
        return new HeapData(bytes);
    }

    /** {@return serialized bytes that keep {@code owner} reachable as long as the engine keeps them} */
    public static Object keeping(byte[] bytes, Object owner) {
        return new Keeping(bytes, owner);
    }

    /** {@return serialized bytes that know whether the engine has read them, which it does to send them} */
    public static Tracked tracked(byte[] bytes) {
        return new Tracked(bytes);
    }

    /** A result on its way out. A task that was cancelled meanwhile has its result dropped, of which nobody is told. */
    public static final class Tracked extends HeapData {
        private volatile boolean read;

        private Tracked(byte[] bytes) {
            super(bytes);
        }

        /** {@return whether the engine has sent the result, or is about to} */
        public boolean isRead() {
            return read;
        }

        @Override
        public byte[] toByteArray() {
            read = true;
            return super.toByteArray();
        }

        @Override
        public void copyTo(byte[] target, int position) {
            read = true;
            super.copyTo(target, position);
        }
    }

    private static final class Keeping extends HeapData {
        @SuppressWarnings({"unused", "FieldCanBeLocal"})
        private final Object owner;

        Keeping(byte[] bytes, Object owner) {
            super(bytes);
            this.owner = owner;
        }
    }
}
