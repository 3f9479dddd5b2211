package io.github.claimcheck.task;

import io.github.claimcheck.TaskName;
import io.github.claimcheck.graph.ClassAccess;
import java.io.Serializable;
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
            "java.util.LinkedList",
            "java.util.UUID");

    /** They call methods of what they hold, which may be of a task's class. */
    private static final Set<String> HASHING = Set.of(
            "java.util.CollSer",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet");

    private final ClassAccess classes;
    private final TaskName task;

    PassiveClasses(ClassAccess classes, String taskName) {
        this.classes = classes;
        this.task = TaskName.parse(taskName);
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
                || task.isLambda() && HASHING.contains(element.getName())
                || isTasks(element);
    }

    /**
     * A lambda names the class that it was written in. Only the lambda has been looked at, so objects of that class
     * must not occur; and they cannot, if it is not serializable.
     */
    private boolean isTasks(Class<?> type) throws ClassNotFoundException {
        var ofTask = classes.load(task.className());
        return task.isLambda()
                ? type == ofTask && !Serializable.class.isAssignableFrom(type)
                : type.isAssignableFrom(ofTask);
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
