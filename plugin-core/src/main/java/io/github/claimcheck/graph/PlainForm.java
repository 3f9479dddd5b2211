package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.InvalidClassException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Objects of classes with default serialization in their whole hierarchy. As in Java serialization no constructor runs,
 * what is not in the content keeps its default value, and fields are matched by name between versions of a class.
 */
final class PlainForm extends ClassForm<Object> {

    private final List<FieldLevel> levels;
    private final ObjectInstantiator<?> instantiator;

    private PlainForm(Class<?> type, List<FieldLevel> levels, ObjectInstantiator<?> instantiator) {
        super(type, Kind.PLAIN);
        this.levels = levels;
        this.instantiator = instantiator;
    }

    /** @param levels from the topmost serializable class down to {@code type} */
    PlainForm(Class<?> type, List<FieldLevel> levels) {
        this(type, levels, new StdInstantiatorStrategy().newInstantiatorOf(type));
    }

    @Override
    void describe(GraphOutput out) {
        super.describe(out);
        out.writeVarInt(levels.size(), true);
        levels.forEach(level -> level.write(out));
    }

    static PlainForm read(Class<?> type, GraphInput in, KryoClasses classes) {
        if (!(Exactness.formOf(type) instanceof PlainForm local)) {
            throw new CheckedException(new InvalidClassException(
                    type.getName(), "class has default serialization where the object was encoded, but not here"));
        }
        var levels = new ArrayList<FieldLevel>();
        for (int rest = in.readCount(10); rest > 0; rest--) {
            var level = FieldLevel.read(in);
            // The class itself has been loaded, and permitted, by its name in the description.
            var levelName =
                    rest == 1 ? type.getName() : classes.load(level.className()).getName();
            levels.add(local.bound(level, levelName));
        }
        return new PlainForm(type, List.copyOf(levels), local.instantiator);
    }

    private FieldLevel bound(FieldLevel written, String name) {
        return levels.stream()
                .filter(level -> level.className().equals(name))
                .findFirst()
                .map(written::boundTo)
                .orElse(written);
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        try {
            for (var level : levels) {
                for (var cell : level.primitives()) {
                    cell.writePrimitive(out, object);
                }
                for (var cell : level.objects()) {
                    kryo.writeClassAndObject(out, cell.get(object));
                }
            }
        } catch (IllegalAccessException e) {
            throw NotExactException.SIGNAL;
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<?> ignored) {
        var object = instantiator.newInstance();
        kryo.reference(object);
        try {
            for (var level : levels) {
                read(kryo, in, level, object);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return object;
    }

    /** Sets a level's object fields only when all are read, as Java does: visible to a hashCode called amid a cycle. */
    private static void read(Kryo kryo, Input in, FieldLevel level, Object object) throws IllegalAccessException {
        for (var cell : level.primitives()) {
            cell.readPrimitive(in, object);
        }
        var cells = level.objects();
        if (cells.size() == 1) {
            cells.get(0).set(object, kryo.readClassAndObject(in));
            return;
        }
        var values = new Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = kryo.readClassAndObject(in);
        }
        for (int i = 0; i < values.length; i++) {
            cells.get(i).set(object, values[i]);
        }
    }

    /** {@return the levels of a hierarchy, topmost first} */
    static List<FieldLevel> topmostFirst(List<FieldLevel> upwards) {
        var levels = new ArrayList<>(upwards);
        Collections.reverse(levels);
        return List.copyOf(levels);
    }
}
