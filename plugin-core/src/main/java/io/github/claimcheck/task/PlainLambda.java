package io.github.claimcheck.task;

import io.github.claimcheck.graph.ClassAccess;
import io.github.claimcheck.graph.ClassChecks;
import io.github.claimcheck.graph.SlotReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * The short form of a lambda all of whose captures are {@linkplain PlainValue plain}: the names that
 * {@link SerializedLambda} holds, and the captured values or the slots of those that were taken out. Java serialization
 * describes three classes in each such task, and reading the descriptions takes longer than all else that is done to
 * decode it. Stateless.
 *
 * <p>What might come out otherwise than by Java serialization has no short form.
 */
final class PlainLambda {

    private static final byte[] NONE = {};

    private static final ClassValue<Written> WRITTEN = new ClassValue<>() {
        @Override
        protected Written computeValue(Class<?> type) {
            return Written.of(type);
        }
    };

    /** The method by which the compiler lets a class make its lambdas again. */
    private static final ClassValue<Method> FACTORY = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            return methodOf(type, "$deserializeLambda$", SerializedLambda.class);
        }
    };

    private PlainLambda() {}

    /** {@return what a task is written as that has a short form, or {@code null} if it has none} */
    static SerializedLambda of(Object task) {
        var lambda = writtenFor(task);
        return lambda != null && capturesPlainOnly(lambda) ? lambda : null;
    }

    /** {@return what a lambda is written as, or {@code null} if the task is none} */
    static SerializedLambda writtenFor(Object task) {
        var written = WRITTEN.get(task.getClass());
        return written == null ? null : written.replacementOf(task);
    }

    /** {@return whether something is to be taken out of the lambda} */
    static boolean capturesLarge(SerializedLambda lambda, SlotList slots) {
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            var value = lambda.getCapturedArg(i);
            if (value != null && slots.isLarge(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the short form, or {@code null} if there is none}
     *
     * @param lambda what {@link #of} gave for the task
     * @param slots takes out what is large
     */
    static byte[] encode(Object task, SerializedLambda lambda, SlotList slots) throws IOException {
        var head = WRITTEN.get(task.getClass()).head(lambda, task.getClass().getClassLoader());
        if (head == NONE) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(1024);
        var out = new DataOutputStream(bytes);
        out.write(head);
        Varint.write(out, lambda.getCapturedArgCount());
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            var value = lambda.getCapturedArg(i);
            if (value != null && slots.takes(value)) {
                PlainValue.writeSlot(slots.leaf(value, Captures.labelOf(i)), out);
            } else if (value != null && slots.isLarge(value)) {
                return null;
            } else {
                PlainValue.write(value, out);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * {@return a new lambda, as Java deserialization would have made it}
     *
     * @throws IOException if the form is damaged, or this side's class does not have that lambda
     * @throws SecurityException if the host's filter refuses a class
     */
    static Object decode(InputStream form, ClassAccess classes, SlotReader slots)
            throws IOException, ClassNotFoundException {
        var in = new DataInputStream(form);
        ClassChecks.require(SerializedLambda.class, classes);
        ClassChecks.require(Object[].class, classes);
        var capturingClass = ClassChecks.load(Varint.readString(in), classes);
        var lambda = new SerializedLambda(
                capturingClass,
                Varint.readString(in),
                Varint.readString(in),
                Varint.readString(in),
                in.readUnsignedByte(),
                Varint.readString(in),
                Varint.readString(in),
                Varint.readString(in),
                Varint.readString(in),
                readCaptured(in, classes, slots));
        var factory = FACTORY.get(capturingClass);
        if (factory == null) {
            throw new InvalidObjectException(capturingClass.getName() + " has no lambda that is serializable");
        }
        try {
            return factory.invoke(null, lambda);
        } catch (ReflectiveOperationException e) {
            var failure = new InvalidObjectException(capturingClass.getName() + " does not have this lambda");
            failure.initCause(e);
            throw failure;
        }
    }

    private static Object[] readCaptured(DataInputStream in, ClassAccess classes, SlotReader slots) throws IOException {
        var captured = new Object[Varint.readCount(in, 1)];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = PlainValue.read(in, slots);
            if (captured[i] != null) {
                ClassChecks.require(captured[i].getClass(), classes);
            }
        }
        return captured;
    }

    private static boolean capturesPlainOnly(SerializedLambda lambda) {
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            if (!PlainValue.handles(lambda.getCapturedArg(i)) || isCapturedBefore(lambda, i)) {
                return false;
            }
        }
        return true;
    }

    /** One object that is captured twice must stay one. */
    private static boolean isCapturedBefore(SerializedLambda lambda, int index) {
        var value = lambda.getCapturedArg(index);
        if (PlainValue.isAlwaysOne(value)) {
            return false;
        }
        for (int i = 0; i < index; i++) {
            if (lambda.getCapturedArg(i) == value) {
                return true;
            }
        }
        return false;
    }

    private static Method methodOf(Class<?> type, String name, Class<?>... parameters) {
        try {
            var method = type.getDeclaredMethod(name, parameters);
            return method.trySetAccessible() ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** How the instances of one lambda are written. Safe for use by many threads. */
    private static final class Written {

        private final Method writeReplace;
        private volatile byte[] head;

        private Written(Method writeReplace) {
            this.writeReplace = writeReplace;
        }

        /** {@return {@code null} if the class is not that of a lambda} */
        static Written of(Class<?> type) {
            boolean lambda = type.isHidden() && type.isSynthetic() && Serializable.class.isAssignableFrom(type);
            var writeReplace = lambda ? methodOf(type, "writeReplace") : null;
            return writeReplace == null ? null : new Written(writeReplace);
        }

        SerializedLambda replacementOf(Object task) {
            try {
                return writeReplace.invoke(task) instanceof SerializedLambda lambda ? lambda : null;
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        /** {@return what is the same for all instances: all but what they captured; or {@link #NONE}} */
        byte[] head(SerializedLambda lambda, ClassLoader loader) throws IOException {
            var known = head;
            if (known == null) {
                known = canBeMadeAgain(lambda, loader) ? headOf(lambda) : NONE;
                head = known;
            }
            return known;
        }

        /** Java serialization compares the versions of a serializable class on both sides, the short form does not. */
        private static boolean canBeMadeAgain(SerializedLambda lambda, ClassLoader loader) {
            try {
                var capturingClass = Class.forName(capturingClassOf(lambda), false, loader);
                return !Serializable.class.isAssignableFrom(capturingClass) && FACTORY.get(capturingClass) != null;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        private static byte[] headOf(SerializedLambda lambda) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            write(out, capturingClassOf(lambda));
            write(out, lambda.getFunctionalInterfaceClass());
            write(out, lambda.getFunctionalInterfaceMethodName());
            write(out, lambda.getFunctionalInterfaceMethodSignature());
            out.writeByte(lambda.getImplMethodKind());
            write(out, lambda.getImplClass());
            write(out, lambda.getImplMethodName());
            write(out, lambda.getImplMethodSignature());
            write(out, lambda.getInstantiatedMethodType());
            return bytes.toByteArray();
        }

        private static void write(DataOutputStream out, String name) throws IOException {
            Varint.writeBytes(out, name.getBytes(StandardCharsets.UTF_8));
        }

        private static String capturingClassOf(SerializedLambda lambda) {
            return lambda.getCapturingClass().replace('/', '.');
        }
    }
}
