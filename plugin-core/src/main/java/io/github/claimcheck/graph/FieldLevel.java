package io.github.claimcheck.graph;

import java.io.InvalidClassException;
import java.io.ObjectStreamClass;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The serializable fields that one class of a hierarchy declares, in the order of Java serialization: primitives first.
 *
 * @param suid the serial version of the class, 0 for a record
 */
record FieldLevel(String className, long suid, List<FieldCell> primitives, List<FieldCell> objects) {

    /** {@return the fields of a class on this side, or {@code null} if not all of them are within reach} */
    static FieldLevel find(Class<?> type) {
        var description = ObjectStreamClass.lookup(type);
        var cells = new ArrayList<FieldCell>();
        for (var streamField : description.getFields()) {
            var field = findField(type, streamField.getName());
            if (field == null || field.getType() != streamField.getType()) {
                return null;
            }
            char code = streamField.isPrimitive() ? streamField.getTypeCode() : FieldShape.OBJECT;
            cells.add(new FieldCell(new FieldShape(code, field.getName()), field));
        }
        return of(type.getName(), type.isRecord() ? 0 : description.getSerialVersionUID(), cells);
    }

    private static Field findField(Class<?> type, String name) {
        try {
            var field = type.getDeclaredField(name);
            return field.trySetAccessible() ? field : null;
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private static FieldLevel of(String className, long suid, List<FieldCell> cells) {
        return new FieldLevel(
                className,
                suid,
                cells.stream().filter(FieldCell::isPrimitive).toList(),
                cells.stream().filter(cell -> !cell.isPrimitive()).toList());
    }

    boolean isEmpty() {
        return primitives.isEmpty() && objects.isEmpty();
    }

    void write(GraphOutput out) {
        out.writeText(className);
        out.writeLong(suid);
        out.writeVarInt(primitives.size() + objects.size(), true);
        primitives.forEach(cell -> cell.shape().write(out));
        objects.forEach(cell -> cell.shape().write(out));
    }

    /** Reads a level; its cells have no fields yet. */
    static FieldLevel read(GraphInput in) {
        var name = in.readText();
        long suid = in.readLong();
        var shapes = new FieldShape[in.readCount(2)];
        Arrays.setAll(shapes, i -> FieldShape.read(in));
        return of(
                name,
                suid,
                Arrays.stream(shapes).map(shape -> new FieldCell(shape, null)).toList());
    }

    /** {@return this level as it was written, with the fields of {@code local} put where names match} */
    FieldLevel boundTo(FieldLevel local) {
        if (suid != local.suid) {
            throw invalid("local class incompatible: stream classdesc serialVersionUID = " + suid
                    + ", local class serialVersionUID = " + local.suid);
        }
        return new FieldLevel(className, suid, bind(primitives, local), bind(objects, local));
    }

    private List<FieldCell> bind(List<FieldCell> cells, FieldLevel local) {
        return cells.stream().map(cell -> bind(cell, local)).toList();
    }

    private FieldCell bind(FieldCell cell, FieldLevel local) {
        for (var candidates : List.of(local.primitives, local.objects)) {
            for (var candidate : candidates) {
                if (candidate.shape().name().equals(cell.shape().name())) {
                    if (candidate.shape().code() != cell.shape().code()) {
                        throw invalid(
                                "incompatible types for field " + cell.shape().name());
                    }
                    return candidate;
                }
            }
        }
        return cell;
    }

    private CheckedException invalid(String message) {
        return new CheckedException(new InvalidClassException(className, message));
    }
}
