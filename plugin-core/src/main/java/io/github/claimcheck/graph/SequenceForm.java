package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Collection;
import java.util.function.IntFunction;

/** Collections that are what their elements are, in order. Numbers of one type are packed, without a type each. */
final class SequenceForm<C extends Collection<Object>> extends Serializer<C> {

    private static final int MIXED = 0;
    private static final int INTEGERS = 1;
    private static final int LONGS = 2;
    private static final int DOUBLES = 3;

    private final IntFunction<C> creator;

    SequenceForm(IntFunction<C> creator) {
        this.creator = creator;
    }

    /** Sizes the table as {@code HashSet.readObject} does, on which the order of iteration depends. */
    static int setCapacity(int size) {
        return (int) Math.min(size * Math.min(1 / 0.75f, 4.0f), 1 << 30);
    }

    @Override
    public void write(Kryo kryo, Output out, C elements) {
        GraphKryo.of(kryo).loadFactors().requireDefault(elements);
        int packing = packingOf(elements);
        int size = elements.size();
        out.writeVarLong((long) size << 2 | packing, true);
        int written = 0;
        for (var element : elements) {
            switch (packing) {
                case INTEGERS -> out.writeVarInt((Integer) element, false);
                case LONGS -> out.writeVarLong((Long) element, false);
                case DOUBLES -> out.writeLong(Double.doubleToRawLongBits((Double) element));
                default -> kryo.writeClassAndObject(out, element);
            }
            written++;
        }
        if (written != size) {
            throw NotExactException.SIGNAL;
        }
    }

    private static int packingOf(Collection<?> elements) {
        Class<?> common = null;
        for (var element : elements) {
            if (element == null || common != null && element.getClass() != common) {
                return MIXED;
            }
            if (common == null && packingOf(element.getClass()) == MIXED) {
                return MIXED;
            }
            common = element.getClass();
        }
        return common == null ? MIXED : packingOf(common);
    }

    private static int packingOf(Class<?> type) {
        if (type == Integer.class) {
            return INTEGERS;
        }
        if (type == Long.class) {
            return LONGS;
        }
        return type == Double.class ? DOUBLES : MIXED;
    }

    @Override
    public C read(Kryo kryo, Input in, Class<? extends C> type) {
        long header = in.readVarLong(true);
        int packing = (int) (header & 3);
        int size = ((GraphInput) in).checkedCount(header >>> 2, packing == DOUBLES ? Long.BYTES : 1);
        var elements = creator.apply(size);
        kryo.reference(elements);
        permit(kryo, packing);
        for (int i = 0; i < size; i++) {
            var element = switch (packing) {
                case INTEGERS -> (Object) in.readVarInt(false);
                case LONGS -> (Object) in.readVarLong(false);
                case DOUBLES -> (Object) Double.longBitsToDouble(in.readLong());
                default -> kryo.readClassAndObject(in);
            };
            add(kryo, elements, element);
        }
        return elements;
    }

    private static void add(Kryo kryo, Collection<Object> elements, Object element) {
        try {
            elements.add(element);
        } catch (RuntimeException e) {
            throw GraphKryo.of(kryo).foreign(e);
        }
    }

    private static void permit(Kryo kryo, int packing) {
        if (packing != MIXED) {
            Registration registration = kryo.getRegistration(
                    packing == INTEGERS ? Integer.class : packing == LONGS ? Long.class : Double.class);
            GraphKryo.of(kryo).classes().permit(registration);
        }
    }

    /** Reads a collection's size and elements as written by {@link #writeAll}. */
    static Object[] readAll(Kryo kryo, Input in) {
        var elements = new Object[((GraphInput) in).readCount(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(in);
        }
        return elements;
    }

    static void writeAll(Kryo kryo, Output out, Object[] elements) {
        out.writeVarInt(elements.length, true);
        for (var element : elements) {
            kryo.writeClassAndObject(out, element);
        }
    }
}
