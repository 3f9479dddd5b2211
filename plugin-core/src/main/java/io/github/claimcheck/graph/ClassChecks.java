package io.github.claimcheck.graph;

import java.io.InvalidClassException;

/**
 * The checks that Java deserialization makes of a class before it makes an object of it, for content that is not read
 * by Java deserialization: by the host's filter and by the JVM's. Stateless.
 */
public final class ClassChecks {

    private ClassChecks() {}

    /**
     * Checks a class that is known without its name having been looked up.
     *
     * @throws SecurityException if the host's filter refuses it
     * @throws InvalidClassException if the JVM's filter refuses it
     */
    public static void require(Class<?> type, ClassAccess classes) throws InvalidClassException {
        JavaNames.checkedFor(type).forEach(classes::check);
        JvmFilter.requirePermitted(type);
    }

    /**
     * {@return the class of that name}
     *
     * @throws SecurityException if the host's filter refuses it
     * @throws InvalidClassException if the JVM's filter refuses it
     */
    public static Class<?> load(String name, ClassAccess classes) throws ClassNotFoundException, InvalidClassException {
        var type = classes.load(name);
        JvmFilter.requirePermitted(type);
        return type;
    }
}
