package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Arrays of objects, which keep their component type. */
final class ArrayForm extends ClassForm<Object[]> {

    ArrayForm(Class<?> type) {
        super(type, Kind.ARRAY);
    }

    @Override
    public void write(Kryo kryo, Output out, Object[] array) {
        out.writeVarInt(array.length, true);
        for (var element : array) {
            kryo.writeClassAndObject(out, element);
        }
    }

    @Override
    public Object[] read(Kryo kryo, Input in, Class<? extends Object[]> ignored) {
        int length = ((GraphInput) in).readCount(1);
        if (!Object[].class.isAssignableFrom(type())) {
            throw new KryoException("damaged content: not an array of objects: " + type());
        }
        var array = (Object[]) Array.newInstance(type().getComponentType(), length);
        kryo.reference(array);
        for (int i = 0; i < length; i++) {
            array[i] = kryo.readClassAndObject(in);
        }
        return array;
    }
}
