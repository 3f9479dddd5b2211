package io.github.claimcheck.graph;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recognizes classes whose objects {@code writeReplace} writes in place of others: they turn back when they are read.
 */
public final class Replacements {

    /** Objects of the JDK that turn back into themselves, wherever they are read. */
    public static final List<Object> ALWAYS_ONE = List.of(
            List.of(),
            Set.of(),
            Map.of(),
            Collections.emptyList(),
            Collections.emptySet(),
            Collections.emptyMap(),
            ZoneOffset.UTC,
            Duration.ZERO,
            Instant.EPOCH);

    /** Classes of the JDK whose objects are written as objects of one other class, and in many captures. */
    enum Family {
        COLLECTION,
        TIME,
        LAMBDA
    }

    /**
     * What is known of a class: the family of its objects, whether they turn into others when they are read or written,
     * and whether they may have been written in place of others without a sign of it.
     */
    private record Traits(Family family, boolean turnsBack, boolean isReplaced, boolean mayReplace) {}

    private static final ClassCache<Traits> TRAITS = new ClassCache<>(Replacements::findTraits);

    private Replacements() {}

    static boolean mayBeOne(Class<?> type) {
        return TRAITS.get(type).turnsBack;
    }

    /** {@return whether objects of a class may stand for others, as which they do not turn back} */
    static boolean mayReplace(Class<?> type) {
        return TRAITS.get(type).mayReplace;
    }

    /** {@return the family of the objects, or {@code null}; the same for what is written in their place} */
    static Family familyOf(Class<?> type) {
        return TRAITS.get(type).family;
    }

    /** {@return whether objects of a class may be written as other objects} */
    public static boolean isReplaced(Class<?> type) {
        return TRAITS.get(type).isReplaced;
    }

    static boolean isAlwaysOne(Object object) {
        for (var one : ALWAYS_ONE) {
            if (one == object) {
                return true;
            }
        }
        return false;
    }

    private static Traits findTraits(Class<?> type) {
        var family = findFamily(type);
        boolean turnsBack = family == null && declares(type, "readResolve");
        boolean mayReplace = family == null && !turnsBack && !Exactness.isJdk(type);
        return new Traits(family, turnsBack, declares(type, "writeReplace"), mayReplace);
    }

    private static Family findFamily(Class<?> type) {
        var name = type.getName();
        if (type == SerializedLambda.class) {
            return Family.LAMBDA;
        }
        if (name.equals("java.util.CollSer")
                || name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Empty")) {
            return Family.COLLECTION;
        }
        return name.startsWith("java.time.") ? Family.TIME : null;
    }

    private static boolean declares(Class<?> type, String method) {
        try {
            return findMethod(type, method);
        } catch (LinkageError e) {
            // A type in some signature is missing here; Java serialization says so if it minds.
            return false;
        }
    }

    private static boolean findMethod(Class<?> type, String method) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            boolean isOwn = c == type;
            if (Arrays.stream(c.getDeclaredMethods())
                    .anyMatch(m -> m.getName().equals(method) && (isOwn || !Modifier.isPrivate(m.getModifiers())))) {
                return true;
            }
        }
        return false;
    }
}
