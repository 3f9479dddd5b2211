package io.github.claimcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares two graphs: classes, values, order of iteration, and which references lead to the same object. */
final class Twins {

    private final Map<Object, Object> twinOf = new IdentityHashMap<>();
    private final Map<Object, Object> originalOf = new IdentityHashMap<>();

    private Twins() {}

    static void assertTwins(Object actual, Object expected) {
        new Twins().compare(actual, expected, "root");
    }

    private void compare(Object actual, Object expected, String path) {
        if (expected == null || actual == null) {
            assertThat(actual).as(path).isEqualTo(expected);
            return;
        }
        assertThat(plainName(actual)).as("class of " + path).isEqualTo(plainName(expected));
        if (isValue(expected)) {
            assertThat(actual).as(path).isEqualTo(expected);
            return;
        }
        var twin = twinOf.put(expected, actual);
        var original = originalOf.put(actual, expected);
        if (twin != null || original != null) {
            assertThat(twin == actual && original == expected)
                    .as("identity of " + path)
                    .isTrue();
            return;
        }
        compareContent(actual, expected, path);
    }

    private void compareContent(Object actual, Object expected, String path) {
        if (expected.getClass().isArray()) {
            assertThat(Array.getLength(actual)).as("length of " + path).isEqualTo(Array.getLength(expected));
            for (int i = 0; i < Array.getLength(expected); i++) {
                compare(Array.get(actual, i), Array.get(expected, i), path + "[" + i + "]");
            }
        } else if (expected instanceof Map<?, ?> map) {
            if (map instanceof SortedMap<?, ?> sorted) {
                compare(((SortedMap<?, ?>) actual).comparator(), sorted.comparator(), path + ".comparator");
            }
            compare(List.copyOf(pairs((Map<?, ?>) actual)).toArray(), pairs(map).toArray(), path);
        } else if (expected instanceof Collection<?> collection) {
            if (collection instanceof SortedSet<?> sorted) {
                compare(((SortedSet<?>) actual).comparator(), sorted.comparator(), path + ".comparator");
            }
            compare(((Collection<?>) actual).toArray(), collection.toArray(), path);
        }
        if (expected instanceof Throwable failure) {
            assertThat((Throwable) actual).as(path).hasToString(failure.toString());
            compare(((Throwable) actual).getCause(), failure.getCause(), path + ".cause");
        }
        if (expected instanceof AtomicInteger) {
            assertThat(actual).as(path).hasToString(expected.toString());
        }
        compareFields(actual, expected, path);
    }

    private static List<Object[]> pairs(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
                .toList();
    }

    /** Includes transient fields, which must have their defaults on both sides. */
    private void compareFields(Object actual, Object expected, String path) {
        for (Class<?> c = expected.getClass(); c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            for (var field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                    try {
                        compare(field.get(actual), field.get(expected), path + "." + field.getName());
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    /** Each deserialized lambda is of a class of its own. */
    private static String plainName(Object object) {
        return object.getClass().getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda");
    }

    /** Equal ones are the same to all users, and boxed ones are not told apart by identity on purpose. */
    private static boolean isValue(Object object) {
        return IdentityTracker.hasNoIdentity(object)
                || object instanceof java.math.BigInteger
                || object instanceof java.time.ZoneId
                || object.getClass().getName().startsWith("java.")
                        && object instanceof Comparable<?>
                        && !(object instanceof Collection<?>)
                || object instanceof java.time.temporal.TemporalAmount
                || object instanceof java.util.Locale
                || object instanceof java.util.BitSet;
    }
}
