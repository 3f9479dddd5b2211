package io.github.claimcheck.codec;

import java.lang.invoke.SerializedLambda;
import java.util.Arrays;

/**
 * Tells the classes whose objects {@code writeReplace} writes in place of others: they turn back when they are read.
 */
final class Replacements {

    private static final ClassValue<Boolean> TURNS_BACK = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return !standsForValue(type) && turnsBack(type);
        }
    };

    private Replacements() {}

    static boolean mayBeOne(Class<?> type) {
        return TURNS_BACK.get(type);
    }

    /** Lambdas, unmodifiable collections and times: nothing but == could tell equal ones apart. */
    private static boolean standsForValue(Class<?> type) {
        var name = type.getName();
        return type == SerializedLambda.class || name.equals("java.util.CollSer") || name.startsWith("java.time.");
    }

    private static boolean turnsBack(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("readResolve"))) {
                return true;
            }
        }
        return false;
    }
}
