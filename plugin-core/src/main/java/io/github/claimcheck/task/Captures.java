package io.github.claimcheck.task;

import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.Replacements;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The values that a task holds itself: the captured variables of a lambda, or the fields of a task object. */
final class Captures {

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return accessibleFields(type);
        }
    };

    private static final ClassValue<Boolean> MAY_SKIP_FIELDS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return maySkipFields(type);
        }
    };

    private Captures() {}

    /** {@return the captured objects with their names; strings too, but nothing else that has no identity} */
    static Map<Object, String> of(Object task) {
        var captures = new IdentityHashMap<Object, String>();
        if (task instanceof SerializedLambda lambda) {
            for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                add(captures, lambda.getCapturedArg(i), labelOf(i));
            }
            return captures;
        }
        for (var field : FIELDS.get(task.getClass())) {
            add(captures, valueOf(field, task), field.getName());
        }
        return captures;
    }

    /** {@return the name of a lambda's captured variable for people} */
    static String labelOf(int index) {
        return "captured variable " + (index + 1);
    }

    /**
     * {@return the captured objects that Java serialization is certain to write, but shows only as what they are
     * replaced by; in the order in which they are captured}
     */
    static List<Object> replacedIn(Object task) {
        var replaced = new ArrayList<>();
        if (task instanceof SerializedLambda lambda) {
            for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                addReplaced(replaced, lambda.getCapturedArg(i));
            }
            return replaced;
        }
        for (var field : FIELDS.get(task.getClass())) {
            if (!MAY_SKIP_FIELDS.get(field.getDeclaringClass())) {
                addReplaced(replaced, valueOf(field, task));
            }
        }
        return replaced;
    }

    private static void addReplaced(List<Object> replaced, Object value) {
        if (value != null
                && !IdentityTracker.hasNoIdentity(value)
                && Replacements.isReplaced(value.getClass())
                && replaced.stream().noneMatch(known -> known == value)) {
            replaced.add(value);
        }
    }

    private static boolean maySkipFields(Class<?> type) {
        return !Serializable.class.isAssignableFrom(type)
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals("serialPersistentFields"));
    }

    private static Object valueOf(Field field, Object task) {
        try {
            return field.get(task);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field was made accessible: " + field, e);
        }
    }

    private static void add(Map<Object, String> captures, Object value, String name) {
        if (value != null && (RawCodec.handles(value) || !IdentityTracker.hasNoIdentity(value))) {
            captures.putIfAbsent(value, name);
        }
    }

    private static List<Field> accessibleFields(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (var field : declaredFields(c)) {
                boolean excluded = Modifier.isStatic(field.getModifiers())
                        || Modifier.isTransient(field.getModifiers())
                        || field.getType().isPrimitive();
                // A field in a module that is not open stays part of the body.
                if (!excluded && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return List.copyOf(fields);
    }

    private static Field[] declaredFields(Class<?> type) {
        try {
            return type.getDeclaredFields();
        } catch (LinkageError e) {
            // A class of some field is missing here, which matters to Java serialization only if type is serializable.
            return new Field[0];
        }
    }
}
