package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;

/** One serializable field, or the place of one in the content that this side's class does not have. */
record FieldCell(FieldShape shape, Field field) {

    boolean isPrimitive() {
        return shape.code() != FieldShape.OBJECT;
    }

    Object get(Object owner) throws IllegalAccessException {
        return field.get(owner);
    }

    void set(Object owner, Object value) throws IllegalAccessException {
        if (field != null) {
            field.set(owner, value);
        }
    }

    void writePrimitive(Output out, Object owner) throws IllegalAccessException {
        switch (shape.code()) {
            case 'Z' -> out.writeBoolean(field.getBoolean(owner));
            case 'B' -> out.writeByte(field.getByte(owner));
            case 'S' -> out.writeShort(field.getShort(owner));
            case 'C' -> out.writeChar(field.getChar(owner));
            case 'I' -> out.writeVarInt(field.getInt(owner), false);
            case 'J' -> out.writeVarLong(field.getLong(owner), false);
            // As bits, so that no NaN is replaced by another.
            case 'F' -> out.writeInt(Float.floatToRawIntBits(field.getFloat(owner)));
            default -> out.writeLong(Double.doubleToRawLongBits(field.getDouble(owner)));
        }
    }

    void readPrimitive(Input in, Object owner) throws IllegalAccessException {
        if (field == null) {
            readBoxed(in);
            return;
        }
        switch (shape.code()) {
            case 'Z' -> field.setBoolean(owner, in.readBoolean());
            case 'B' -> field.setByte(owner, in.readByte());
            case 'S' -> field.setShort(owner, in.readShort());
            case 'C' -> field.setChar(owner, in.readChar());
            case 'I' -> field.setInt(owner, in.readVarInt(false));
            case 'J' -> field.setLong(owner, in.readVarLong(false));
            case 'F' -> field.setFloat(owner, Float.intBitsToFloat(in.readInt()));
            default -> field.setDouble(owner, Double.longBitsToDouble(in.readLong()));
        }
    }

    Object readBoxed(Input in) {
        return switch (shape.code()) {
            case 'Z' -> in.readBoolean();
            case 'B' -> in.readByte();
            case 'S' -> in.readShort();
            case 'C' -> in.readChar();
            case 'I' -> in.readVarInt(false);
            case 'J' -> in.readVarLong(false);
            case 'F' -> Float.intBitsToFloat(in.readInt());
            default -> Double.longBitsToDouble(in.readLong());
        };
    }
}
