package io.github.claimcheck.proof;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Follows what a task captured through one method, and fails where it could be changed, kept, locked, or handed to code
 * that is not known. A forward data flow analysis over ASM's {@code Analyzer}.
 */
final class CaptureFlow extends BasicInterpreter {

    private static final Set<String> IMMUTABLE = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private final Methods methods;
    private final List<BasicValue> parameters;
    private boolean returnsCaptured;

    /** @param parameters by local variable; {@code null} for those that lead to nothing captured */
    CaptureFlow(Methods methods, List<BasicValue> parameters) {
        super(Opcodes.ASM9);
        this.methods = methods;
        this.parameters = parameters;
    }

    boolean returnsCaptured() {
        return returnsCaptured;
    }

    /** {@return whether a value of that type may lead to something that can be changed} */
    static boolean mayLeadOn(Type type) {
        return type.getSort() >= Type.ARRAY && !IMMUTABLE.contains(type.getInternalName());
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
        var known = parameters.get(local);
        return known == null ? super.newParameterValue(isInstanceMethod, local, type) : known;
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        if (!(value instanceof Captured captured)) {
            return super.unaryOperation(instruction, value);
        }
        return switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD -> field((FieldInsnNode) instruction, captured);
            case Opcodes.CHECKCAST -> captured.as(Type.getObjectType(((TypeInsnNode) instruction).desc));
            case Opcodes.ARETURN, Opcodes.ARRAYLENGTH, Opcodes.INSTANCEOF, Opcodes.IFNULL, Opcodes.IFNONNULL ->
                super.unaryOperation(instruction, value);
            default -> throw escapes(instruction);
        };
    }

    private BasicValue field(FieldInsnNode field, Captured owner) throws AnalyzerException {
        var type = Type.getType(field.desc);
        boolean leadsOn = mayLeadOn(type) && !(owner.isTask() && methods.isTransient(field));
        return leadsOn ? Captured.of(type) : newValue(type);
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue first, BasicValue second)
            throws AnalyzerException {
        switch (instruction.getOpcode()) {
            case Opcodes.PUTFIELD -> checkPut((FieldInsnNode) instruction, first, second);
            case Opcodes.AALOAD -> {
                if (first instanceof Captured) {
                    return Captured.of(Type.getType(Object.class));
                }
            }
            default -> {
                // Reads numbers.
            }
        }
        return super.binaryOperation(instruction, first, second);
    }

    private void checkPut(FieldInsnNode field, BasicValue owner, BasicValue value) throws AnalyzerException {
        boolean ownField = owner instanceof Captured captured && captured.isTask();
        if (owner instanceof Captured && !ownField) {
            throw escapes(field);
        }
        if (value instanceof Captured && !(ownField && !methods.isTransient(field))) {
            throw escapes(field);
        }
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue array, BasicValue index, BasicValue value)
            throws AnalyzerException {
        if (array instanceof Captured || value instanceof Captured) {
            throw escapes(instruction);
        }
        return super.ternaryOperation(instruction, array, index, value);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
            throws AnalyzerException {
        if (values.stream().noneMatch(Captured.class::isInstance)) {
            return super.naryOperation(instruction, values);
        }
        if (!(instruction instanceof MethodInsnNode call)) {
            throw escapes(instruction);
        }
        var type = Type.getReturnType(call.desc);
        return switch (KnownMethods.find(call, values)) {
            case READS -> newValue(type);
            case STREAMS -> Captured.stream(type);
            case UNKNOWN -> methods.returnsCaptured(call, values) ? Captured.of(type) : newValue(type);
        };
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, BasicValue value, BasicValue expected) {
        returnsCaptured |= value instanceof Captured;
    }

    @Override
    public BasicValue merge(BasicValue first, BasicValue second) {
        if (first.equals(second)) {
            return first;
        }
        if (BasicValue.UNINITIALIZED_VALUE.equals(first) || BasicValue.UNINITIALIZED_VALUE.equals(second)) {
            return BasicValue.UNINITIALIZED_VALUE;
        }
        return first instanceof Captured || second instanceof Captured
                ? Captured.perhaps()
                : super.merge(first, second);
    }

    private static AnalyzerException escapes(AbstractInsnNode instruction) {
        return new AnalyzerException(instruction, "may change or keep what was captured");
    }
}
