package io.github.claimcheck.task;

import io.github.claimcheck.codec.ClassAccess;
import java.util.Set;

/**
 * Lets only such classes be decoded that run no user code meanwhile: the task's own, which has been looked at, and
 * those of the JDK that tasks commonly hold. Safe for use by many threads.
 */
final class PassiveClasses implements ClassAccess {

    private static final Set<String> PACKAGES = Set.of("java.lang", "java.lang.invoke", "java.math", "java.time");

    /** Of a package where others call comparators. */
    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.UUID");

    private final ClassAccess classes;
    private final String taskClass;

    PassiveClasses(ClassAccess classes, String taskName) {
        this.classes = classes;
        // Of a lambda's class only the lambda has been looked at.
        this.taskClass = taskName.contains("::") ? null : taskName;
    }

    @Override
    public Class<?> load(String name) throws ClassNotFoundException {
        var type = classes.load(name);
        if (!isPassive(type)) {
            throw new ActiveClassException(name);
        }
        return type;
    }

    private boolean isPassive(Class<?> type) throws ClassNotFoundException {
        var element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive()
                || element.getClassLoader() == null && PACKAGES.contains(element.getPackageName())
                || COLLECTIONS.contains(element.getName())
                || taskClass != null && element.isAssignableFrom(classes.load(taskClass));
    }

    @Override
    public void check(String name) {
        classes.check(name);
    }

    @Override
    public ClassLoader loader() {
        return classes.loader();
    }

    /** A task holds an object of a class that may run user code while it is decoded. */
    static final class ActiveClassException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ActiveClassException(String name) {
            super(name, null, false, false);
        }
    }
}
