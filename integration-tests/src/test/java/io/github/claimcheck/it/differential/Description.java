package io.github.claimcheck.it.differential;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes an object down: classes, content, and which references point at one object. Order only where it has meaning.
 */
final class Description {

    private static final Set<Class<?>> ENGINES_OWN =
            Set.of(Object[].class, ArrayList.class, LinkedList.class, ArrayDeque.class, CopyOnWriteArrayList.class);

    private final Map<Object, Integer> seen = new IdentityHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Description() {}

    static String of(Object value) {
        var description = new Description();
        description.add(value);
        return description.text.toString();
    }

    /**
     * Writes a result down. The engine writes the elements of its collections one by one, so what they share with each
     * other is lost on the way, and replaces surrogates without a partner; by reference neither happens.
     */
    static String ofResult(Object result) {
        if (result != null && ENGINES_OWN.contains(result.getClass())) {
            var elements = result instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) result;
            return result.getClass().getName()
                    + elements.stream().map(Description::ofResult).toList();
        }
        if (result instanceof Map<?, ?> map && result.getClass().getName().startsWith("java.util.")) {
            return result.getClass().getName()
                    + map.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + ofResult(entry.getValue()))
                            .sorted()
                            .toList();
        }
        return of(result).replace('\uD800', '?');
    }

    private void add(Object value) {
        if (value == null || value instanceof Enum<?> || value instanceof Class<?>) {
            text.append(value);
        } else if (isPlain(value)) {
            text.append(value.getClass().getSimpleName()).append(':').append(value);
        } else if (seen.containsKey(value)) {
            text.append('#').append(seen.get(value));
        } else {
            if (!isUnmodifiable(value)) {
                seen.put(value, seen.size());
            }
            text.append(nameOf(value)).append('{');
            addContent(value);
            text.append('}');
        }
    }

    /** Of these nobody can rely on which are one object, as the JDK says. */
    private static boolean isUnmodifiable(Object value) {
        return value.getClass().getName().startsWith("java.util.ImmutableCollections$");
    }

    private static boolean isPlain(Object value) {
        var type = value.getClass();
        return value instanceof Number && !(value instanceof AtomicLong)
                || value instanceof CharSequence
                || value instanceof Boolean
                || value instanceof Character
                || type.getName().startsWith("java.time.");
    }

    /** Names of lambdas' classes differ from JVM to JVM. */
    private static String nameOf(Object value) {
        return value.getClass().getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda");
    }

    private void addContent(Object value) {
        if (value.getClass().isArray()) {
            for (var i = 0; i < Array.getLength(value); i++) {
                addElement(Array.get(value, i));
            }
        } else if (value instanceof Throwable thrown) {
            addThrowable(thrown);
        } else if (value.getClass().getName().startsWith("io.github.claimcheck.it.")) {
            addUsers(value);
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Collection<?> elements) {
            addCollection(elements);
        } else {
            text.append(value.getClass().isHidden() || value instanceof Comparator<?> ? "" : value);
        }
    }

    private void addElement(Object element) {
        add(element);
        text.append(',');
    }

    private void addThrowable(Throwable thrown) {
        text.append(Outcome.normalized(thrown.getMessage()));
        if (thrown.getCause() != null) {
            add(thrown.getCause());
        }
    }

    private void addMap(Map<?, ?> map) {
        boolean ordered =
                map instanceof SortedMap<?, ?> || map instanceof LinkedHashMap<?, ?> || map instanceof EnumMap<?, ?>;
        var entries = map.entrySet().stream();
        var inOrder = ordered
                ? entries.toList()
                : entries.sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                        .toList();
        if (map instanceof SortedMap<?, ?> sorted && sorted.comparator() != null) {
            text.append(nameOf(sorted.comparator()));
        }
        inOrder.forEach(entry -> {
            add(entry.getKey());
            text.append('=');
            addElement(entry.getValue());
        });
    }

    private void addCollection(Collection<?> elements) {
        boolean unordered = elements instanceof PriorityQueue<?>
                || elements instanceof Set<?>
                        && !(elements instanceof SortedSet<?>)
                        && !(elements instanceof java.util.LinkedHashSet<?>);
        List<?> inOrder = unordered
                ? elements.stream()
                        .sorted(Comparator.comparing(String::valueOf))
                        .toList()
                : List.copyOf(elements.stream().map(Nullable::new).toList());
        inOrder.forEach(element -> addElement(element instanceof Nullable some ? some.value() : element));
    }

    private record Nullable(Object value) {}

    private void addUsers(Object value) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (!type.getName().startsWith("io.github.claimcheck.it.")) {
                addInherited(value, type);
                return;
            }
            addFields(value, type);
        }
    }

    private void addInherited(Object value, Class<?> type) {
        if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Collection<?> elements) {
            addCollection(elements);
        } else if (value instanceof BitSet) {
            text.append(type);
        }
    }

    private void addFields(Object value, Class<?> type) {
        for (var field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            try {
                if (!type.isHidden()) {
                    field.setAccessible(true);
                }
                text.append(field.getName()).append('=');
                addElement(type.isHidden() ? "hidden" : field.get(value));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
