package io.github.claimcheck.proof;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * A value from which what a task captured may be reached.
 *
 * <p>The task object itself is special: it belongs to one task alone, so its own fields may be set.
 */
final class Captured extends BasicValue {

    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    /** What is known about the object. */
    private enum Kind {
        TASK,
        /** One of the JDK's own streams over a captured array. */
        STREAM,
        ANY
    }

    private final Type declared;
    private final Kind kind;

    /** Any other value equals one of the same type, so this one has a type that no other has. */
    private Captured(Type declared, Kind kind) {
        super(Type.getObjectType("captured/" + kind + "/" + declared));
        this.declared = declared;
        this.kind = kind;
    }

    /** {@return the task object} */
    static Captured task() {
        return new Captured(OBJECT, Kind.TASK);
    }

    /** {@return a stream that the JDK made} */
    static Captured stream(Type type) {
        return new Captured(type, Kind.STREAM);
    }

    /** {@return something that a task captured} */
    static Captured of(Type type) {
        return new Captured(type, Kind.ANY);
    }

    /** {@return what may be this, or something else} */
    static Captured perhaps() {
        return of(OBJECT);
    }

    Captured as(Type type) {
        return new Captured(type, kind);
    }

    boolean isTask() {
        return kind == Kind.TASK;
    }

    boolean isStream() {
        return kind == Kind.STREAM;
    }

    /** {@return the type as far as it is known} */
    Type declared() {
        return declared;
    }
}
