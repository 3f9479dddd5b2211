package io.github.claimcheck.graph;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;

/**
 * Decides which classes can be carried without Java serialization, with the same outcome. In doubt a class cannot: then
 * its whole graph is left to Java serialization.
 */
final class Exactness {

    /** A method of one of these names, whatever its parameters, or a field, lets a class serialize in its own way. */
    private static final Set<String> HOOKS =
            Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

    private static final String OWN_FIELDS = "serialPersistentFields";

    private Exactness() {}

    /** {@return the form of objects of {@code type}, or {@code null} if there is none that is exact} */
    static ClassForm<?> findForm(Class<?> type) {
        try {
            return findLinkedForm(type);
        } catch (LinkageError e) {
            // A type in some signature is missing here. Java serialization may never need it.
            return null;
        }
    }

    private static ClassForm<?> findLinkedForm(Class<?> type) {
        var enumType = enumOf(type);
        if (enumType != null) {
            return new EnumForm(enumType);
        }
        if (type.isArray()) {
            return innermost(type).isHidden() ? null : new ArrayForm(type);
        }
        if (!isOrdinary(type)) {
            return null;
        }
        return type.isRecord() ? recordForm(type) : plainForm(type);
    }

    /** {@return the form of a class on this side, or {@code null}} */
    static ClassForm<?> formOf(Class<?> type) {
        try {
            return (ClassForm<?>) ClassForm.of(type).getSerializer();
        } catch (NotExactException e) {
            return null;
        }
    }

    private static boolean isOrdinary(Class<?> type) {
        return Serializable.class.isAssignableFrom(type)
                && !Externalizable.class.isAssignableFrom(type)
                && !type.isHidden()
                && !Proxy.isProxyClass(type)
                && !Modifier.isAbstract(type.getModifiers())
                && !isJdk(type);
    }

    private static ClassForm<?> recordForm(Class<?> type) {
        var level = hasHooks(type) ? null : FieldLevel.find(type);
        return level == null ? null : RecordForm.find(type, level);
    }

    private static ClassForm<?> plainForm(Class<?> type) {
        var upwards = new ArrayList<FieldLevel>();
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            var level = Serializable.class.isAssignableFrom(c) && !hasHooks(c) ? FieldLevel.find(c) : null;
            // The fields of a class of the JDK may be within reach here, but not where the object is decoded.
            if (level == null || isJdk(c) && !level.isEmpty()) {
                return null;
            }
            upwards.add(level);
        }
        return new PlainForm(type, PlainForm.topmostFirst(upwards));
    }

    private static boolean hasHooks(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> HOOKS.contains(method.getName()))
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals(OWN_FIELDS));
    }

    static boolean isJdk(Class<?> type) {
        var loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static Class<?> innermost(Class<?> array) {
        return array.isArray() ? innermost(array.getComponentType()) : array;
    }

    private static Class<?> enumOf(Class<?> type) {
        if (type.isEnum()) {
            return type;
        }
        // The class of a constant with a body.
        var above = type.getSuperclass();
        return above != null && above.isEnum() ? above : null;
    }
}
