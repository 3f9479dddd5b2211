package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.nio.BufferObjectDataOutput;
import com.hazelcast.internal.serialization.impl.AbstractSerializationService;
import com.hazelcast.internal.serialization.impl.SerializerAdapter;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.nio.serialization.Portable;
import java.io.Externalizable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * What the engine would do with a task if this plugin's serializers were not registered.
 *
 * <p>A registered serializer takes precedence over the engine's own, and cannot decline. So it must find the serializer
 * that would have been used and leave that one's bytes under that one's type id, so that members without the plugin,
 * maps and keys see what they always saw. No public API looks a serializer up or writes under another type id. Checked
 * on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class StockSerialization {

    private static final int JAVA = -100;
    private static final int JAVA_EXTERNALIZABLE = -101;
    private static final int DATA_SERIALIZABLE = -2;
    private static final int PORTABLE = -1;
    private static final int TOP_LEVEL_POSITION = 8;

    /** Interfaces of tasks for which the plugin has a serializer, or the engine, as its last resort. */
    private static final Set<Class<?>> NO_USERS =
            Set.of(Callable.class, Runnable.class, Serializable.class, Externalizable.class);

    private static final ClassValue<List<Class<?>>> INTERFACES = new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> type) {
            return interfacesInOrder(type);
        }
    };

    private final AbstractSerializationService service;

    /** One of the engine's or the user's serializers. */
    public static final class Choice {
        private final SerializerAdapter adapter;

        private Choice(SerializerAdapter adapter) {
            this.adapter = adapter;
        }

        /** {@return whether it is the engine's Java serialization, of Serializable or Externalizable objects} */
        public boolean isJava() {
            return StockSerialization.isJava(typeId());
        }

        /** {@return the id under which the engine finds the serializer again} */
        public int typeId() {
            return adapter.getTypeId();
        }

        /** Writes an object as the engine would, without the type id. */
        public void write(ObjectDataOutput out, Object object) throws IOException {
            adapter.write(out, object);
        }
    }

    StockSerialization(AbstractSerializationService service) {
        this.service = service;
    }

    /** {@return whether a serialized value of that type was written by the engine's Java serialization} */
    public static boolean isJava(int typeId) {
        return typeId == JAVA || typeId == JAVA_EXTERNALIZABLE;
    }

    /**
     * {@return the serializer that the engine would have used for {@code task}}
     *
     * @param config the instance's configuration, or {@code null} if there is no instance
     */
    public Choice serializerFor(Object task, SerializationConfig config) {
        return new Choice(adapterFor(task, config));
    }

    @SuppressWarnings("removal") // Portable, as long as the engine has it.
    private SerializerAdapter adapterFor(Object task, SerializationConfig config) {
        if (task instanceof DataSerializable) {
            return service.serializerFor(DATA_SERIALIZABLE);
        }
        if (task instanceof Portable) {
            return service.serializerFor(PORTABLE);
        }
        var users = usersInterfaceSerializer(task.getClass());
        if (users != null) {
            return users;
        }
        var global = config == null ? null : config.getGlobalSerializerConfig();
        boolean javaAllowed = global == null || !global.isOverrideJavaSerialization();
        if (javaAllowed && task instanceof Externalizable) {
            return service.serializerFor(JAVA_EXTERNALIZABLE);
        }
        if (javaAllowed && task instanceof Serializable) {
            return service.serializerFor(JAVA);
        }
        // The user's global serializer if there is one, else zero-configuration Compact.
        return service.serializerForClass(Unknown.class, false);
    }

    /**
     * Makes the bytes written from here on those of {@code stock}, by replacing the type id that the engine has just
     * written.
     *
     * @return whether that was possible; if not, nothing was written
     */
    public boolean writeTypeId(ObjectDataOutput out, Choice stock) throws IOException {
        if (!(out instanceof BufferObjectDataOutput buffer)) {
            return false;
        }
        // The type id at the start of a Data is big endian whatever the configuration says; nested ones follow it.
        int position = buffer.position();
        var order = position == TOP_LEVEL_POSITION ? ByteOrder.BIG_ENDIAN : out.getByteOrder();
        buffer.writeInt(position - Integer.BYTES, stock.typeId(), order);
        return true;
    }

    /** Reads an object whose type id was written as a part of the payload. */
    public Object read(ObjectDataInput in) throws IOException {
        int typeId = in.readInt();
        var adapter = service.serializerFor(typeId);
        if (adapter == null) {
            throw new IOException("There is no serializer for type " + typeId + " of a task");
        }
        return adapter.read(in);
    }

    /**
     * The engine looks at superclasses before interfaces, so only interface serializers can have lost to this plugin's.
     */
    private SerializerAdapter usersInterfaceSerializer(Class<?> type) {
        for (var candidate : INTERFACES.get(type)) {
            // For the type itself this registers nothing: it tells what is registered, by configuration or by a hook.
            var registered = service.registerFromSuperType(candidate, candidate);
            if (registered != null) {
                return registered;
            }
        }
        return null;
    }

    private static List<Class<?>> interfacesInOrder(Class<?> type) {
        var interfaces = new LinkedHashSet<Class<?>>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            collect(c, interfaces);
        }
        interfaces.removeAll(NO_USERS);
        return List.copyOf(interfaces);
    }

    private static void collect(Class<?> type, Set<Class<?>> interfaces) {
        var direct = type.getInterfaces();
        Collections.addAll(interfaces, direct);
        for (var one : direct) {
            collect(one, interfaces);
        }
    }

    /** Matches no configured type, so looking its serializer up tells what the engine uses for unknown classes. */
    private static final class Unknown {}
}
