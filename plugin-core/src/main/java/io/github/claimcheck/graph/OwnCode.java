package io.github.claimcheck.graph;

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.util.Set;

/**
 * Recognizes classes with code of their own that writes their objects. Nothing of ours may be thrown through such code:
 * {@link java.util.Calendar}, for one, changes the object while it is written and would not change it back.
 */
public final class OwnCode {

    /** Their code only reads the object. */
    private static final Set<String> HARMLESS = Set.of(
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Ser",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.BitSet",
            "java.util.CollSer",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.LinkedList",
            "java.util.PriorityQueue",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.CopyOnWriteArrayList");

    private static final ClassValue<Boolean> WRITES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return findOwnCode(type);
        }
    };

    private OwnCode() {}

    /** {@return whether writing an object of that class runs code which minds being left by an exception} */
    public static boolean writes(Class<?> type) {
        return WRITES.get(type);
    }

    private static boolean findOwnCode(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return !HARMLESS.contains(type.getName());
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (declaresWriteObject(c) && !HARMLESS.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresWriteObject(Class<?> type) {
        try {
            return type.getDeclaredMethod("writeObject", ObjectOutputStream.class) != null;
        } catch (NoSuchMethodException e) {
            return false;
        } catch (LinkageError e) {
            // A type in some signature is missing here, so nobody knows.
            return true;
        }
    }
}
