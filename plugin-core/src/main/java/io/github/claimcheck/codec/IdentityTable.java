package io.github.claimcheck.codec;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Numbers objects by identity, in the order they are added. Strings are found by their own hash, which map keys have
 * ready, since the first identity hash of an object costs more than all else done for it here. Not thread-safe.
 */
final class IdentityTable {

    private static final int SMALL = 1 << 8;
    private static final int KEPT = 1 << 14;
    /** Equal strings share a hash; so many of them are looked at before they are looked up elsewhere. */
    private static final int PROBES = 16;

    private final Map<Object, Integer> crowded = new IdentityHashMap<>();
    private Object[] objects = new Object[SMALL];
    private int[] numbers = new int[SMALL];
    private int size;
    private int freeSlot;

    /** Prepares for about {@code count} objects; only while nothing is in the table. */
    void expect(int count) {
        int capacity = Integer.highestOneBit(Math.min(count, 1 << 21) | 1) * 4;
        if (capacity > objects.length) {
            allocate(capacity);
        }
    }

    /** {@return the number of {@code object}, or -1} */
    int find(Object object) {
        int slot = hash(object) & objects.length - 1;
        for (int i = 0; i < PROBES; i++) {
            var seen = objects[slot];
            if (seen == object) {
                return numbers[slot];
            }
            if (seen == null) {
                freeSlot = slot;
                return -1;
            }
            slot = slot + 1 & objects.length - 1;
        }
        freeSlot = -1;
        return crowded.getOrDefault(object, -1);
    }

    /** {@return the number given to {@code object}, which the call just before did not find} */
    int add(Object object) {
        if (freeSlot < 0) {
            crowded.put(object, size);
        } else {
            objects[freeSlot] = object;
            numbers[freeSlot] = size;
        }
        if (++size > objects.length >> 1) {
            grow();
        }
        return size - 1;
    }

    void clear() {
        if (objects.length > KEPT) {
            allocate(SMALL);
        } else if (size > 0) {
            Arrays.fill(objects, null);
        }
        if (!crowded.isEmpty()) {
            crowded.clear();
        }
        size = 0;
    }

    private void grow() {
        var oldObjects = objects;
        var oldNumbers = numbers;
        allocate(oldObjects.length * 2);
        for (int i = 0; i < oldObjects.length; i++) {
            if (oldObjects[i] != null) {
                place(oldObjects[i], oldNumbers[i]);
            }
        }
    }

    private void place(Object object, int number) {
        find(object);
        if (freeSlot < 0) {
            crowded.put(object, number);
        } else {
            objects[freeSlot] = object;
            numbers[freeSlot] = number;
        }
    }

    private void allocate(int capacity) {
        objects = new Object[capacity];
        numbers = new int[capacity];
    }

    private static int hash(Object object) {
        int hash = object instanceof String text ? text.hashCode() : System.identityHashCode(object);
        // Multiplying spreads the hashes of similar strings; the upper bits are the well mixed ones.
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
