package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.time.DateTimeException;
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
        } catch (NullPointerException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ClassCastException
                | DateTimeException e) {
            // Java calls the object invalid then, also if the exception is from an element's hashCode.
            throw new KryoException("invalid object: " + e, e);
        } catch (RuntimeException e) {
            // From hashCode or equals of an element.
            throw GraphKryo.of(kryo).foreign(e);
        }
    }
}
