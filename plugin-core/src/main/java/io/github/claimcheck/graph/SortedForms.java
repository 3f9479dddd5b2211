package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorted collections keep the order they have, whatever their comparator would say by now. */
final class SortedForms {

    private SortedForms() {}

    /** The comparator comes before the collection can be made, so the collection must not be part of it. */
    private static void writeComparator(Kryo kryo, Output out, Comparator<?> comparator) {
        var references = GraphKryo.of(kryo).references();
        references.open();
        kryo.writeClassAndObject(out, comparator);
        references.close();
    }

    @SuppressWarnings("unchecked") // Anything else fails as damaged content.
    private static Comparator<Object> readComparator(Kryo kryo, Input in) {
        return (Comparator<Object>) kryo.readClassAndObject(in);
    }

    static final class OfMap extends Serializer<TreeMap<Object, Object>> {
        @Override
        public void write(Kryo kryo, Output out, TreeMap<Object, Object> map) {
            writeComparator(kryo, out, map.comparator());
            MapForm.writeEntries(kryo, out, map);
        }

        @Override
        public TreeMap<Object, Object> read(Kryo kryo, Input in, Class<? extends TreeMap<Object, Object>> type) {
            var comparator = readComparator(kryo, in);
            var map = new TreeMap<Object, Object>(comparator);
            kryo.reference(map);
            int size = ((GraphInput) in).readCount(2);
            var keys = new Object[size];
            var values = new Object[size];
            for (int i = 0; i < size; i++) {
                keys[i] = kryo.readClassAndObject(in);
                values[i] = kryo.readClassAndObject(in);
            }
            if (size > 0) {
                map.putAll(Presorted.map(comparator, keys, values));
            }
            return map;
        }
    }

    static final class OfSet extends Serializer<TreeSet<Object>> {
        @Override
        public void write(Kryo kryo, Output out, TreeSet<Object> set) {
            writeComparator(kryo, out, set.comparator());
            SequenceForm.writeAll(kryo, out, set.toArray());
        }

        @Override
        public TreeSet<Object> read(Kryo kryo, Input in, Class<? extends TreeSet<Object>> type) {
            var comparator = readComparator(kryo, in);
            var set = new TreeSet<Object>(comparator);
            kryo.reference(set);
            var elements = SequenceForm.readAll(kryo, in);
            if (elements.length > 0) {
                set.addAll(Presorted.set(comparator, elements));
            }
            return set;
        }
    }
}
