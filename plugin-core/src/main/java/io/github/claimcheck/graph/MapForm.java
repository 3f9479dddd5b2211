package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Hash maps, entry by entry in the order of iteration. */
final class MapForm<M extends Map<Object, Object>> extends Serializer<M> {

    /** JDK 19 stopped giving a map whose size just fits its table one of twice the size. */
    private static final boolean ROUNDS_UP = Runtime.version().feature() >= 19;

    private final IntFunction<M> creator;

    MapForm(IntFunction<M> creator) {
        this.creator = creator;
    }

    /** Sizes the table as {@code HashMap.readObject} does, on which the order of iteration depends. */
    static int capacity(int size) {
        double buckets = ROUNDS_UP ? Math.ceil(size / 0.75) : size / 0.75f + 1.0f;
        return Math.max(16, (int) Math.min(buckets, 1 << 30));
    }

    @Override
    public void write(Kryo kryo, Output out, M map) {
        if (map instanceof LinkedHashMap<?, ?> linked && isAccessOrdered(linked)) {
            throw NotExactException.SIGNAL;
        }
        GraphKryo.of(kryo).loadFactors().requireDefault(map);
        writeEntries(kryo, out, map);
    }

    /** Writes the number of entries and the entries; not if another thread changes them meanwhile. */
    static void writeEntries(Kryo kryo, Output out, Map<?, ?> map) {
        int size = map.size();
        out.writeVarInt(size, true);
        int written = 0;
        for (var entry : map.entrySet()) {
            kryo.writeClassAndObject(out, entry.getKey());
            kryo.writeClassAndObject(out, entry.getValue());
            written++;
        }
        if (written != size) {
            throw NotExactException.SIGNAL;
        }
    }

    /**
     * A map does not tell its kind of order, but a clone, which has the same, may be touched. It takes a table of the
     * map's size for a moment, and the hashes of the keys.
     */
    private static boolean isAccessOrdered(LinkedHashMap<?, ?> map) {
        @SuppressWarnings("unchecked") // Only keys of this method's own are put.
        var clone = (LinkedHashMap<Object, Object>) map.clone();
        clone.clear();
        clone.put(1, 1);
        clone.put(2, 2);
        clone.get(1);
        return clone.keySet().iterator().next().equals(2);
    }

    @Override
    public M read(Kryo kryo, Input in, Class<? extends M> type) {
        int size = ((GraphInput) in).readCount(2);
        var map = creator.apply(size);
        kryo.reference(map);
        for (int i = 0; i < size; i++) {
            put(kryo, map, kryo.readClassAndObject(in), kryo.readClassAndObject(in));
        }
        return map;
    }

    private static void put(Kryo kryo, Map<Object, Object> map, Object key, Object value) {
        try {
            map.put(key, value);
        } catch (RuntimeException e) {
            // From hashCode or equals of a key.
            throw GraphKryo.of(kryo).foreign(e);
        }
    }
}
