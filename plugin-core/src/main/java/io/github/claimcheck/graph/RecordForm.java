package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records, which are made by their canonical constructor; components are matched by name. */
final class RecordForm extends ClassForm<Object> {

    private final FieldLevel level;
    private final RecordComponent[] components;
    private final Constructor<?> constructor;

    private RecordForm(Class<?> type, FieldLevel level, Constructor<?> constructor) {
        super(type, Kind.RECORD);
        this.level = level;
        this.components = type.getRecordComponents();
        this.constructor = constructor;
    }

    /** {@return the form of a record on this side, or {@code null} if its constructor is out of reach} */
    static RecordForm find(Class<?> type, FieldLevel level) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            return constructor.trySetAccessible() ? new RecordForm(type, level, constructor) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    @Override
    void describe(GraphOutput out) {
        super.describe(out);
        level.write(out);
    }

    static RecordForm read(Class<?> type, GraphInput in) {
        if (!(Exactness.formOf(type) instanceof RecordForm local)) {
            throw new CheckedException(new InvalidClassException(
                    type.getName(), "class is a record where the object was encoded, but not here"));
        }
        return new RecordForm(type, FieldLevel.read(in).boundTo(local.level), local.constructor);
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        var references = GraphKryo.of(kryo).references();
        references.open();
        try {
            for (var cell : level.primitives()) {
                cell.writePrimitive(out, object);
            }
            for (var cell : level.objects()) {
                kryo.writeClassAndObject(out, cell.get(object));
            }
        } catch (IllegalAccessException e) {
            throw NotExactException.SIGNAL;
        }
        references.close();
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<?> ignored) {
        var values = new Object[components.length];
        Arrays.setAll(values, i -> defaultOf(components[i].getType()));
        for (var cell : level.primitives()) {
            put(cell, cell.readBoxed(in), values);
        }
        for (var cell : level.objects()) {
            put(cell, kryo.readClassAndObject(in), values);
        }
        return create(values);
    }

    private void put(FieldCell cell, Object value, Object[] values) {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(cell.shape().name())) {
                values[i] = value;
            }
        }
    }

    private Object create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            var invalid = new InvalidObjectException(e.getCause().getMessage());
            invalid.initCause(e.getCause());
            throw new CheckedException(invalid);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object defaultOf(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
