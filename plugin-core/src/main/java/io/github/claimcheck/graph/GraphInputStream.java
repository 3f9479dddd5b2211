package io.github.claimcheck.graph;

import io.github.claimcheck.codec.RawCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Reads what {@link GraphOutputStream} wrote: finds classes as the host does and puts back what was taken out. */
public final class GraphInputStream extends ObjectInputStream {

    private final ClassAccess classes;
    private final SlotReader leaves;
    private boolean lastWasSlot;

    /**
     * Reads the head of the stream at once.
     *
     * @param leaves gives what was taken out
     */
    public GraphInputStream(InputStream in, ClassAccess classes, SlotReader leaves) throws IOException {
        super(in);
        this.classes = classes;
        this.leaves = leaves;
        enableResolveObject(true);
        letSlotsPass();
    }

    /**
     * An operator who lists the classes that this JVM may deserialize knows the users' classes, not the placeholder.
     * Strings are not filtered, but what stands in for something else is.
     */
    private void letSlotsPass() {
        var filter = getObjectInputFilter();
        if (filter != null) {
            setObjectInputFilter(info -> passes(info.serialClass()) ? Status.ALLOWED : filter.checkInput(info));
        }
    }

    private static boolean passes(Class<?> type) {
        return type == SlotMarker.class || type == String.class;
    }

    /** {@return the next object that was not taken out; it may refer to those in front of it that were} */
    public Object readBehindSlots() throws IOException, ClassNotFoundException {
        Object object;
        do {
            object = readObject();
            // What is resolved last is the object itself.
        } while (lastWasSlot);
        return object;
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
        lastWasSlot = object instanceof SlotMarker;
        return object instanceof SlotMarker slot ? permitted(leaves.value(slot.ordinal())) : object;
    }

    /** The class of an array is in the stream of those that travel in place, and is refused or permitted there. */
    private Object permitted(Object leaf) throws IOException {
        if (RawCodec.handles(leaf)) {
            ClassChecks.require(leaf.getClass(), classes);
        }
        return leaf;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass desc) throws ClassNotFoundException {
        // The plugin's own placeholder must not need a place in the user's whitelist.
        return desc.getName().equals(SlotMarker.class.getName()) ? SlotMarker.class : classes.load(desc.getName());
    }

    @Override
    @SuppressWarnings("deprecation") // Proxy.getProxyClass is what Hazelcast and the JDK's own stream use here.
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
        var loader = classes.loader() != null
                ? classes.loader()
                : Thread.currentThread().getContextClassLoader();
        ClassLoader nonPublicLoader = null;
        var types = new Class<?>[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            types[i] = classes.load(interfaces[i]);
            if (!Modifier.isPublic(types[i].getModifiers())) {
                if (nonPublicLoader != null && nonPublicLoader != types[i].getClassLoader()) {
                    throw new IllegalAccessError("conflicting non-public interface class loaders");
                }
                nonPublicLoader = types[i].getClassLoader();
            }
        }
        try {
            return Proxy.getProxyClass(nonPublicLoader != null ? nonPublicLoader : loader, types);
        } catch (IllegalArgumentException e) {
            throw new ClassNotFoundException(null, e);
        }
    }
}
