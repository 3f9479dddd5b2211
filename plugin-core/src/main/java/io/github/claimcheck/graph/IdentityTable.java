package io.github.claimcheck.graph;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Numbers objects by identity, in the order they are added. Strings are found by their own hash, which map keys have
 * ready, since the first identity hash of an object is expensive. Not thread-safe.
 */
final class IdentityTable {

    /*
     * For most objects of a graph the answer is "not seen", so that answer touches one place in memory that is not in a
     * cache: a slot, which holds a number plus one. Objects and hashes lie in the order of their numbers.
     */
    private static final int SMALL = 1 << 8;
    private static final int KEPT = 1 << 14;
    private static final int MAX_EXPECTED = 1 << 20;
    /** Equal strings share a hash; only so many of them are looked at one by one. */
    private static final int PROBES = 16;

    private final Map<Object, Integer> crowded = new IdentityHashMap<>();
    private int[] slots = new int[SMALL];
    private Object[] objects = new Object[SMALL / 2];
    private int[] hashes = new int[SMALL / 2];
    private int size;
    private int lastHash;
    private int freeSlot;

    /** Prepares for about {@code count} objects; only while nothing is in the table. */
    void expect(int count) {
        int capacity = Integer.highestOneBit(Math.min(count, MAX_EXPECTED) | 1) * 4;
        if (capacity > slots.length) {
            allocate(capacity);
        }
    }

    /** {@return the number of {@code object}, or -1} */
    int find(Object object) {
        lastHash = hash(object);
        int slot = lastHash & slots.length - 1;
        for (int i = 0; i < PROBES; i++) {
            int number = slots[slot] - 1;
            if (number < 0) {
                freeSlot = slot;
                return -1;
            }
            if (objects[number] == object) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        freeSlot = -1;
        return crowded.getOrDefault(object, -1);
    }

    /** {@return the number given to {@code object}, which the call of {@link #find} just before did not find} */
    int add(Object object) {
        int number = size++;
        objects[number] = object;
        hashes[number] = lastHash;
        if (freeSlot < 0) {
            crowded.put(object, number);
        } else {
            slots[freeSlot] = number + 1;
        }
        if (size == objects.length) {
            grow();
        }
        return number;
    }

    void clear() {
        if (slots.length > KEPT) {
            allocate(SMALL);
        } else if (size > 0) {
            Arrays.fill(slots, 0);
            Arrays.fill(objects, 0, size, null);
        }
        if (!crowded.isEmpty()) {
            crowded.clear();
        }
        size = 0;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        objects = Arrays.copyOf(objects, slots.length / 2);
        hashes = Arrays.copyOf(hashes, slots.length / 2);
        crowded.clear();
        for (int number = 0; number < size; number++) {
            place(number);
        }
    }

    private void place(int number) {
        int slot = hashes[number] & slots.length - 1;
        for (int i = 0; i < PROBES; i++) {
            if (slots[slot] == 0) {
                slots[slot] = number + 1;
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
        crowded.put(objects[number], number);
    }

    private void allocate(int capacity) {
        slots = new int[capacity];
        objects = new Object[capacity / 2];
        hashes = new int[capacity / 2];
    }

    private static int hash(Object object) {
        int hash = object instanceof String text ? text.hashCode() : System.identityHashCode(object);
        // Multiplying spreads the hashes of similar strings; the upper bits are the well mixed ones.
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
