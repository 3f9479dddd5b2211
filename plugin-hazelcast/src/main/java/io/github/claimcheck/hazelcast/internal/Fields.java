package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.scheduledexecutor.impl.ScheduledTaskDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads private fields of the engine's objects, for {@link EngineTasks} alone. */
final class Fields {

    private static final String DECORATOR = "com.hazelcast.scheduledexecutor.impl.AbstractTaskDecorator";

    private final Map<Class<?>, Map<String, Field>> known = new ConcurrentHashMap<>();
    private Method isDone;

    /** {@return the value of the field of that name, in the object's class or a superclass} */
    Object get(Object object, String name) throws ReflectiveOperationException {
        var fields = known.computeIfAbsent(object.getClass(), type -> new ConcurrentHashMap<>());
        var field = fields.get(name);
        if (field == null) {
            field = find(object.getClass(), name);
            field.setAccessible(true);
            fields.put(name, field);
        }
        return field.get(object);
    }

    boolean isDone(ScheduledTaskDescriptor task) throws ReflectiveOperationException {
        if (isDone == null) {
            var method = ScheduledTaskDescriptor.class.getDeclaredMethod("isDone");
            method.setAccessible(true);
            isDone = method;
        }
        // A replica has no future, only the result that the owner sent it.
        return (boolean) isDone.invoke(task);
    }

    boolean isDecorator(Object task) {
        for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(DECORATOR)) {
                return true;
            }
        }
        return false;
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (var field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }
}
