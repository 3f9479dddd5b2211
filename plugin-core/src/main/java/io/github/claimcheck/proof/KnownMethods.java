package io.github.claimcheck.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Methods of the JDK that, by their specification, only read the primitive arrays they are given. */
final class KnownMethods {

    /** Give back something new. */
    private static final Set<String> ARRAY_READERS =
            Set.of("hashCode", "equals", "compare", "mismatch", "toString", "binarySearch", "copyOf", "copyOfRange");

    /** Of streams of primitive values: end the stream; what they give back has no way to its source. */
    private static final Set<String> STREAM_ENDS = Set.of(
            "sum",
            "min",
            "max",
            "average",
            "count",
            "summaryStatistics",
            "toArray",
            "reduce",
            "anyMatch",
            "allMatch",
            "noneMatch",
            "findFirst",
            "findAny",
            "forEach",
            "forEachOrdered");

    private static final Set<String> STREAM_STEPS = Set.of(
            "map",
            "mapToInt",
            "mapToLong",
            "mapToDouble",
            "asDoubleStream",
            "asLongStream",
            "filter",
            "limit",
            "skip",
            "sorted",
            "distinct",
            "parallel",
            "sequential");

    private static final Set<String> PRIMITIVE_STREAMS = Stream.of("Int", "Long", "Double")
            .map(type -> "java/util/stream/" + type + "Stream")
            .collect(Collectors.toSet());

    private KnownMethods() {}

    /** What a method does with the captured arguments of a call. */
    enum Effect {
        /** Reads them, and gives back nothing that leads to them. */
        READS,
        /** Gives back a stream that reads them. */
        STREAMS,
        UNKNOWN
    }

    static Effect find(MethodInsnNode call, List<? extends BasicValue> arguments) {
        if (PRIMITIVE_STREAMS.contains(call.owner) && call.getOpcode() == Opcodes.INVOKEINTERFACE) {
            return ofStream(call, arguments);
        }
        if (isPrimitiveArray(Type.getObjectType(call.owner))) {
            return readsIf(call.name.equals("clone"));
        }
        if (call.owner.equals("java/lang/System")) {
            return readsIf(call.name.equals("arraycopy") && copiesFromPrimitives(arguments));
        }
        if (!takesOnlyPrimitiveArrays(call, arguments)) {
            return Effect.UNKNOWN;
        }
        return switch (call.owner) {
            case "java/util/Arrays" ->
                call.name.equals("stream") ? Effect.STREAMS : readsIf(ARRAY_READERS.contains(call.name));
            case "java/lang/String" -> readsIf(isFinished(call) || call.name.equals("valueOf"));
            // The other checksums have classes that may be extended.
            case "java/util/zip/CRC32C" -> readsIf(call.name.equals("update"));
            default ->
                PRIMITIVE_STREAMS.contains(call.owner) && call.name.equals("of") ? Effect.STREAMS : Effect.UNKNOWN;
        };
    }

    /** A character set may be the user's, and is given the bytes themselves. */
    private static boolean isFinished(MethodInsnNode call) {
        return call.name.equals("<init>") && !call.desc.contains("Ljava/");
    }

    /**
     * Functions given to a stream see numbers only; but what the task captured may be a function that changes itself.
     */
    private static Effect ofStream(MethodInsnNode call, List<? extends BasicValue> arguments) {
        boolean onStream = arguments.get(0) instanceof Captured receiver && receiver.isStream();
        if (!onStream || arguments.stream().skip(1).anyMatch(Captured.class::isInstance)) {
            return Effect.UNKNOWN;
        }
        return STREAM_STEPS.contains(call.name) ? Effect.STREAMS : readsIf(STREAM_ENDS.contains(call.name));
    }

    private static Effect readsIf(boolean known) {
        return known ? Effect.READS : Effect.UNKNOWN;
    }

    private static boolean takesOnlyPrimitiveArrays(MethodInsnNode call, List<? extends BasicValue> arguments) {
        var types = new ArrayList<>(Arrays.asList(Type.getArgumentTypes(call.desc)));
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            types.add(0, Type.getObjectType(call.owner));
        }
        return IntStream.range(0, types.size())
                .allMatch(i -> !(arguments.get(i) instanceof Captured) || isPrimitiveArray(types.get(i)));
    }

    private static boolean copiesFromPrimitives(List<? extends BasicValue> arguments) {
        return arguments.get(0) instanceof Captured source
                && isPrimitiveArray(source.declared())
                && !(arguments.get(2) instanceof Captured);
    }

    private static boolean isPrimitiveArray(Type type) {
        return type != null
                && type.getSort() == Type.ARRAY
                && type.getDimensions() == 1
                && type.getElementType().getSort() < Type.ARRAY;
    }
}
