package io.github.claimcheck.hazelcast;

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

    private final ToIntFunction<Class<?>> typeIds;
    private final Map<Class<?>, Boolean> plain = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param typeIds the engine's type of a class, which is negative for types of the engine's own */
    PlainContent(ToIntFunction<Class<?>> typeIds) {
        this.typeIds = typeIds;
    }

    /** {@return whether the result, which was captured, may be handed back as it was captured} */
    boolean includes(Object result) {
        try {
            return StockSerialization.isJava(typeIds.applyAsInt(result.getClass())) || isPlain(result);
        } catch (StackOverflowError e) {
            // Only the engine can tell.
            return false;
        }
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
        if (object instanceof Map<?, ?> map) {
            return seen.add(map) && areAllPlain(map.keySet()) && areAllPlain(map.values());
        }
        return object instanceof Collection<?> collection
                ? seen.add(collection) && areAllPlain(collection)
                : !isGarbledByEngine(object);
    }

    private boolean areAllPlain(Collection<?> elements) {
        for (var element : elements) {
            if (!isPlain(element)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlainType(Class<?> type) {
        boolean isKnown = IdentityTracker.isValueType(type) || COLLECTIONS.contains(type);
        return isKnown && typeIds.applyAsInt(type) < 0;
    }
}
