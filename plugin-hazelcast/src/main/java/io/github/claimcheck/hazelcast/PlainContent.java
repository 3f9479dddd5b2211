package io.github.claimcheck.hazelcast;

import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.hazelcast.internal.StockSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Recognizes results that come out the same by the engine's serializers and as the object graph that a task captured:
 * what the engine leaves to Java serialization, and trees of the commonest collections. Others the engine writes in
 * ways of its own, element by element, in which, for example, an object that is there twice becomes two. Not
 * thread-safe.
 */
final class PlainContent {

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(ArrayList.class, LinkedList.class, HashSet.class, HashMap.class);

    private static final double LOAD_FACTOR = 0.75;

    /** Up to here tables may have less than 16 buckets. */
    private static final int FEW = 6;

    private final ToIntFunction<Class<?>> typeIds;
    private final Map<Class<?>, Boolean> plain = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean hasHashTable;

    /** @param typeIds the engine's type of a class, which is negative for types of the engine's own */
    PlainContent(ToIntFunction<Class<?>> typeIds) {
        this.typeIds = typeIds;
    }

    /** {@return whether the result may be handed back as it was captured, if {@link #isKept} says so of the codec} */
    boolean includes(Object result) {
        try {
            return isJava(result) || isPlain(result);
        } catch (StackOverflowError e) {
            // Only the engine can tell.
            return false;
        }
    }

    /**
     * {@return whether a result may have that codec's form} To be asked after {@link #includes} has said yes. Only
     * Kryo's is sure to have no hash table with another load factor than usual, which the engine does not keep.
     */
    boolean isKept(Object result, CodecId codec) {
        return codec == CodecId.KRYO || !hasHashTable || isJava(result);
    }

    private boolean isJava(Object result) {
        return StockSerialization.isJava(typeIds.applyAsInt(result.getClass()));
    }

    /** {@return whether the object is a string in which the engine would make another character of half a pair} */
    static boolean isGarbledByEngine(Object object) {
        if (!(object instanceof String text) || RawCodec.isLatin1(text)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!isPair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private boolean isPlain(Object object) {
        if (object == null) {
            return true;
        }
        if (!plain.computeIfAbsent(object.getClass(), this::isPlainType)) {
            return false;
        }
        if (object.getClass().isArray()) {
            return seen.add(object);
        }
        hasHashTable |= object instanceof Map || object instanceof Set;
        if (object instanceof Map<?, ?> map) {
            return seen.add(map) && isOrderKept(map.size()) && areAllPlain(map.keySet()) && areAllPlain(map.values());
        }
        if (object instanceof Collection<?> collection) {
            boolean ordered = !(collection instanceof Set) || isOrderKept(collection.size());
            return seen.add(collection) && ordered && areAllPlain(collection);
        }
        return !isGarbledByEngine(object);
    }

    /**
     * {@return whether the engine makes a hash table of that size as Java serialization does} In tables of different
     * lengths elements have different orders. Java's maps have 16 buckets or more, its sets and the engine's tables as
     * few as they need; and where elements just fill a table, roundings decide, which depend on the kind of table and
     * on Java's version.
     */
    private static boolean isOrderKept(int size) {
        int slack = 1 + size / 1_000_000;
        return size > FEW && tableLength(size - slack) == tableLength(size + slack);
    }

    private static int tableLength(int size) {
        return Integer.highestOneBit((int) Math.ceil(size / LOAD_FACTOR) - 1) << 1;
    }

    private boolean areAllPlain(Collection<?> elements) {
        for (var element : elements) {
            if (!isPlain(element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrimitiveArray(Class<?> type) {
        return type.isArray() && type.getComponentType().isPrimitive();
    }

    private boolean isPlainType(Class<?> type) {
        boolean isKnown = IdentityTracker.isValueType(type) || COLLECTIONS.contains(type) || isPrimitiveArray(type);
        return isKnown && typeIds.applyAsInt(type) < 0;
    }
}
