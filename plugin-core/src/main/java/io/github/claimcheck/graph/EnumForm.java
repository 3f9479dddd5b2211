package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.InvalidObjectException;

/** Enum constants, by name as in Java serialization; references stand for those that come again. */
final class EnumForm extends ClassForm<Enum<?>> {

    EnumForm(Class<?> type) {
        super(type, Kind.ENUM);
    }

    static EnumForm read(Class<?> type, KryoClasses classes) {
        if (!type.isEnum()) {
            throw new KryoException("damaged content: not an enum: " + type);
        }
        classes.check(Enum.class.getName());
        return new EnumForm(type);
    }

    @Override
    public void write(Kryo kryo, Output out, Enum<?> constant) {
        ((GraphOutput) out).writeText(constant.name());
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // That the class is an enum was checked when it was described.
    public Enum<?> read(Kryo kryo, Input in, Class<? extends Enum<?>> ignored) {
        var name = ((GraphInput) in).readText();
        try {
            return Enum.valueOf((Class) type(), name);
        } catch (IllegalArgumentException e) {
            var invalid = new InvalidObjectException("enum constant " + name + " does not exist in " + type());
            invalid.initCause(e);
            throw new CheckedException(invalid);
        }
    }
}
