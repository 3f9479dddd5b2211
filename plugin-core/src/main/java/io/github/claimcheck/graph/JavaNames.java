package io.github.claimcheck.graph;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The names that Java deserialization would check before it made an object of a class of the JDK. */
final class JavaNames {

    private static final ClassValue<List<String>> CHECKED = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
            return namesOf(type);
        }
    };

    private JavaNames() {}

    static List<String> checkedFor(Class<?> type) {
        return CHECKED.get(boxed(type));
    }

    /** {@return the class that a stream has for a value of {@code type}, which may be a primitive type} */
    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
    }

    private static List<String> namesOf(Class<?> type) {
        if (type == String.class) {
            return List.of();
        }
        if (type.getName().startsWith("java.time.")) {
            return List.of("java.time.Ser");
        }
        if (type.getName().startsWith("java.util.ImmutableCollections$")) {
            return List.of("java.util.CollSer");
        }
        var names = new ArrayList<String>();
        for (Class<?> c = type; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            names.add(c.getName());
        }
        if (type == BigDecimal.class) {
            names.add(BigInteger.class.getName());
        }
        if (type == BigDecimal.class || type == BigInteger.class) {
            names.add(byte[].class.getName());
        }
        return List.copyOf(names);
    }
}
