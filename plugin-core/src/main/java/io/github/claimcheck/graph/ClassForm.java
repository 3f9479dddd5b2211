package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/** The Kryo serializer of a class that is not registered by number: it describes the class once in each graph. */
abstract class ClassForm<T> extends Serializer<T> {

    /** The exact form of each class, or the signal that there is none. */
    private static final ClassCache<Object> FORMS = new ClassCache<>(ClassForm::find);

    private final Class<?> type;
    private final Kind kind;

    ClassForm(Class<?> type, Kind kind) {
        this.type = type;
        this.kind = kind;
    }

    /**
     * {@return the form of a class on this side}
     *
     * @throws NotExactException if objects of the class are not surely carried exactly
     */
    static Registration of(Class<?> type) {
        if (FORMS.get(type) instanceof Registration registration) {
            return registration;
        }
        throw NotExactException.SIGNAL;
    }

    private static Object find(Class<?> type) {
        var form = Exactness.findForm(type);
        return form == null ? NotExactException.SIGNAL : new Registration(type, form, DefaultClassResolver.NAME);
    }

    /** The class that is described; for an enum constant with a body, the enum. */
    Class<?> type() {
        return type;
    }

    void describe(GraphOutput out) {
        out.writeByte(kind.ordinal());
        out.writeText(type.getName());
    }

    static ClassForm<?> readDescription(GraphInput in, KryoClasses classes) {
        int kind = in.readByte();
        if (kind < 0 || kind >= Kind.values().length) {
            throw new KryoException("damaged content: kind of class " + kind);
        }
        var type = classes.load(in.readText());
        return switch (Kind.values()[kind]) {
            case ARRAY -> new ArrayForm(type);
            case ENUM -> EnumForm.read(type, classes);
            case RECORD -> RecordForm.read(type, in);
            case PLAIN -> PlainForm.read(type, in, classes);
        };
    }

    /** Written by ordinal: order is part of the stored form. */
    enum Kind {
        ARRAY,
        ENUM,
        RECORD,
        PLAIN
    }
}
