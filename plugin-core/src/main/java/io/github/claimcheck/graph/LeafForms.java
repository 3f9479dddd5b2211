package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.claimcheck.codec.PrimitiveArrayType;
import java.lang.reflect.Array;

/** Strings and primitive arrays: in place, or as the ordinal of a leaf that was taken out. */
final class LeafForms {

    private LeafForms() {}

    private abstract static class Leaf<T> extends Serializer<T> {

        @Override
        public final void write(Kryo kryo, Output out, T leaf) {
            int ordinal = GraphKryo.of(kryo).references().take(leaf);
            if (ordinal >= 0) {
                ((GraphOutput) out).writeSlot(ordinal);
            } else {
                writeInPlace((GraphOutput) out, leaf);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // A wrong leaf fails where it is used, as damaged content.
        public final T read(Kryo kryo, Input in, Class<? extends T> type) {
            return ((GraphInput) in).readIsSlot()
                    ? (T) GraphKryo.of(kryo).leaf(in.readVarInt(true))
                    : readInPlace((GraphInput) in);
        }

        abstract void writeInPlace(GraphOutput out, T leaf);

        abstract T readInPlace(GraphInput in);
    }

    static final class Text extends Leaf<String> {
        @Override
        void writeInPlace(GraphOutput out, String text) {
            out.writeText(text);
        }

        @Override
        String readInPlace(GraphInput in) {
            return in.readText();
        }
    }

    static final class Numbers extends Leaf<Object> {
        private final PrimitiveArrayType leafType;

        Numbers(PrimitiveArrayType leafType) {
            this.leafType = leafType;
        }

        @Override
        void writeInPlace(GraphOutput out, Object array) {
            out.writeArray(array, Array.getLength(array), leafType);
        }

        @Override
        Object readInPlace(GraphInput in) {
            return in.readArray(leafType);
        }
    }
}
