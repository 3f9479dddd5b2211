package io.github.claimcheck.graph;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * Lets sorted collections be filled from what is in order already, without one call of the comparator, as Java does.
 */
final class Presorted {

    private Presorted() {}

    /** {@return a view that only {@link java.util.TreeMap#putAll} may use} */
    static SortedMap<Object, Object> map(Comparator<? super Object> comparator, Object[] keys, Object[] values) {
        return new Entries(comparator, keys, values);
    }

    /** {@return a view that only {@link java.util.TreeSet#addAll} may use} */
    static SortedSet<Object> set(Comparator<? super Object> comparator, Object[] elements) {
        return new Elements(comparator, elements);
    }

    private static final class Entries extends AbstractMap<Object, Object> implements SortedMap<Object, Object> {
        private final Comparator<? super Object> comparator;
        private final Object[] keys;
        private final Object[] values;

        Entries(Comparator<? super Object> comparator, Object[] keys, Object[] values) {
            this.comparator = comparator;
            this.keys = keys;
            this.values = values;
        }

        @Override
        public Comparator<? super Object> comparator() {
            return comparator;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    return IntStream.range(0, keys.length)
                            .<Entry<Object, Object>>mapToObj(i -> new SimpleImmutableEntry<>(keys[i], values[i]))
                            .iterator();
                }

                @Override
                public int size() {
                    return keys.length;
                }
            };
        }

        @Override
        public SortedMap<Object, Object> subMap(Object from, Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedMap<Object, Object> headMap(Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedMap<Object, Object> tailMap(Object from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object firstKey() {
            return keys[0];
        }

        @Override
        public Object lastKey() {
            return keys[keys.length - 1];
        }
    }

    private static final class Elements extends AbstractSet<Object> implements SortedSet<Object> {
        private final Comparator<? super Object> comparator;
        private final Object[] elements;

        Elements(Comparator<? super Object> comparator, Object[] elements) {
            this.comparator = comparator;
            this.elements = elements;
        }

        @Override
        public Comparator<? super Object> comparator() {
            return comparator;
        }

        @Override
        public Iterator<Object> iterator() {
            return Arrays.asList(elements).iterator();
        }

        @Override
        public int size() {
            return elements.length;
        }

        @Override
        public SortedSet<Object> subSet(Object from, Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<Object> headSet(Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<Object> tailSet(Object from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object first() {
            return elements[0];
        }

        @Override
        public Object last() {
            return elements[elements.length - 1];
        }
    }
}
