package io.github.claimcheck.recent;

import io.github.claimcheck.graph.IdentityTracker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which objects a graph of collections and immutable values consisted of: every reference in it, in one order. As long
 * as the references are the same, so is the content; to see that, the values themselves need not be looked at. Not
 * thread-safe.
 */
final class GraphTrace {

    /** A reference, where they are not compressed, and its kind. */
    static final int BYTES_PER_REFERENCE = Long.BYTES + Byte.BYTES;

    private static final int MAX_DEPTH = 64;

    private static final Object END = new Object();

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(ArrayList.class, LinkedList.class, ArrayDeque.class, HashSet.class, LinkedHashSet.class);

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    /** What is to be done with an object. */
    private enum Kind {
        /** Nothing, nor with the end of a collection. */
        VALUE,
        /** As a value, but it has an identity. */
        IMMUTABLE,
        COLLECTION,
        MAP,
        ARRAY,
        /** Not to be traced, or not what was expected. */
        OTHER
    }

    private static final Kind[] KINDS = Kind.values();

    /** By ordinal, because a class of the JDK keeps its values, and they would keep the plugin's class loader. */
    private static final ClassValue<Integer> KIND_OF = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return findKind(type).ordinal();
        }
    };

    private static Kind findKind(Class<?> type) {
        if (COLLECTIONS.contains(type)) {
            return Kind.COLLECTION;
        }
        if (type == HashMap.class || type == LinkedHashMap.class) {
            return Kind.MAP;
        }
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            return Kind.ARRAY;
        }
        return IMMUTABLE.contains(type) ? Kind.IMMUTABLE : Kind.OTHER;
    }

    /** Of graphs that cannot be traced; no graph is the same as this. */
    static final GraphTrace NONE = new GraphTrace(new Object[0], new byte[0]);

    private final Object[] references;

    /** The kind of each: an object that is where it was is what it was, and need not be fetched from memory. */
    private final byte[] kinds;

    private GraphTrace(Object[] references, byte[] kinds) {
        this.references = references;
        this.kinds = kinds;
    }

    /**
     * {@return what the graph consists of, or {@link #NONE} if it has objects of other kinds, or more references than
     * {@code most}: one that is reachable on many ways, perhaps from itself}
     */
    static GraphTrace of(Object graph, long most) {
        var recorder = new Recorder((int) Math.min(most, Integer.MAX_VALUE - 8));
        return recorder.walk(graph, 0) ? recorder.trace() : NONE;
    }

    /**
     * {@return whether the graph is what it was}
     *
     * @param tracker is told of the graph's objects, as by who encodes it; may be {@code null}
     */
    boolean isSame(Object graph, IdentityTracker tracker) {
        var comparison = new Comparison(this, tracker);
        return comparison.walk(graph, 0) && comparison.at == references.length;
    }

    /** {@return the memory that this takes} */
    long bytes() {
        return (long) references.length * BYTES_PER_REFERENCE;
    }

    private abstract static class Walk {

        /** {@return what is to be done with the next object of the graph} */
        abstract Kind next(Object object);

        final boolean walk(Object object, int depth) {
            return switch (next(object)) {
                case VALUE, IMMUTABLE -> true;
                case COLLECTION -> depth < MAX_DEPTH && walkAll((Collection<?>) object, depth + 1);
                case MAP -> depth < MAX_DEPTH && walkMap((Map<?, ?>) object, depth + 1);
                case ARRAY -> depth < MAX_DEPTH && walkAll(Arrays.asList((Object[]) object), depth + 1);
                case OTHER -> false;
            };
        }

        private boolean walkAll(Collection<?> collection, int depth) {
            if (collection instanceof ArrayList<?> list) {
                return walkList(list, depth);
            }
            for (var element : collection) {
                if (!walk(element, depth)) {
                    return false;
                }
            }
            return isEnd();
        }

        /** Without an iterator for each of many lists. */
        private boolean walkList(ArrayList<?> list, int depth) {
            for (int i = 0; i < list.size(); i++) {
                if (!walk(list.get(i), depth)) {
                    return false;
                }
            }
            return isEnd();
        }

        private boolean walkMap(Map<?, ?> map, int depth) {
            for (var entry : map.entrySet()) {
                if (!walk(entry.getKey(), depth) || !walk(entry.getValue(), depth)) {
                    return false;
                }
            }
            return isEnd();
        }

        private boolean isEnd() {
            return next(END) == Kind.VALUE;
        }
    }

    private static final class Recorder extends Walk {

        private final int most;
        private Object[] references = new Object[64];
        private byte[] kinds = new byte[64];
        private int count;

        Recorder(int most) {
            this.most = most;
        }

        @Override
        Kind next(Object object) {
            if (count == references.length) {
                int room = (int) Math.min(most, count * 2L);
                references = Arrays.copyOf(references, room);
                kinds = Arrays.copyOf(kinds, room);
            }
            var kind = count >= most ? Kind.OTHER : kindOf(object);
            if (kind != Kind.OTHER) {
                references[count] = object;
                kinds[count++] = (byte) kind.ordinal();
            }
            return kind;
        }

        private static Kind kindOf(Object object) {
            return object == null || object == END || IdentityTracker.hasNoIdentity(object)
                    ? Kind.VALUE
                    : KINDS[KIND_OF.get(object.getClass())];
        }

        GraphTrace trace() {
            return new GraphTrace(Arrays.copyOf(references, count), Arrays.copyOf(kinds, count));
        }
    }

    private static final class Comparison extends Walk {

        private final GraphTrace expected;
        private final IdentityTracker tracker;
        private int at;

        Comparison(GraphTrace expected, IdentityTracker tracker) {
            this.expected = expected;
            this.tracker = tracker;
        }

        @Override
        Kind next(Object object) {
            if (at == expected.references.length || expected.references[at] != object) {
                return Kind.OTHER;
            }
            var kind = KINDS[expected.kinds[at++]];
            if (kind != Kind.VALUE && tracker != null) {
                tracker.visit(object);
            }
            return kind;
        }
    }
}
