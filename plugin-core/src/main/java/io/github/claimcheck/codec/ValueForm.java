package io.github.claimcheck.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Function;

/** Immutable objects of the JDK that are made from one or more other objects, all at once. */
final class ValueForm<T> extends Serializer<T> {

    private final Function<T, Object[]> parts;
    private final Function<Object[], T> maker;

    ValueForm(Function<T, Object[]> parts, Function<Object[], T> maker) {
        this.parts = parts;
        this.maker = maker;
    }

    @Override
    public void write(Kryo kryo, Output out, T value) {
        var references = GraphKryo.of(kryo).references();
        references.open();
        SequenceForm.writeAll(kryo, out, parts.apply(value));
        references.close();
    }

    @Override
    public T read(Kryo kryo, Input in, Class<? extends T> type) {
        var read = SequenceForm.readAll(kryo, in);
        try {
            return maker.apply(read);
        } catch (RuntimeException e) {
            // From hashCode or equals of an element, or because they are not what Java would accept either.
            throw GraphKryo.of(kryo).foreign(e);
        }
    }
}
