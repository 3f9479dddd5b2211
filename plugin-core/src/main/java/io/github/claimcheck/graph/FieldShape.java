package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.KryoException;

/**
 * A serializable field as content describes it.
 *
 * @param code the field's type as in Java's class files, with {@link #OBJECT} for all that is not primitive
 */
record FieldShape(char code, String name) {

    static final char OBJECT = 'L';
    private static final String CODES = "ZBSCIJFDL";

    void write(GraphOutput out) {
        out.writeByte(code);
        out.writeText(name);
    }

    static FieldShape read(GraphInput in) {
        char code = (char) in.readByte();
        if (CODES.indexOf(code) < 0) {
            throw new KryoException("damaged content: field type " + (int) code);
        }
        return new FieldShape(code, in.readText());
    }
}
