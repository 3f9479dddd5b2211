package io.github.claimcheck.proof;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * The methods that a task calls with what it captured, each followed once for each way it is called. Only methods of
 * which it is certain that they are the ones that run. Not thread-safe.
 */
final class Methods {

    private static final int MOST_CALLS = 64;

    private final ClassLoader loader;
    private final String taskClass;
    private final Map<String, ClassNode> classes = new HashMap<>();
    private final Map<Call, Boolean> followed = new HashMap<>();
    private final Set<Call> started = new HashSet<>();

    /** A method and which of its parameters, by local variable, lead to something captured. */
    private record Call(String owner, String name, String descriptor, List<BasicValue> parameters) {}

    /** @param taskClass the exact class of the task object, so that calls on it can be resolved */
    Methods(ClassLoader loader, String taskClass) {
        this.loader = loader;
        this.taskClass = taskClass;
    }

    /** {@return a class by its internal name} */
    ClassNode read(String name) throws AnalyzerException {
        var known = classes.get(name);
        if (known != null) {
            return known;
        }
        try (var in = bytecode(name).openStream()) {
            var node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            classes.put(name, node);
            return node;
        } catch (IOException | ClassNotFoundException e) {
            throw new AnalyzerException(null, "cannot read " + name, e);
        }
    }

    /**
     * Of the very class that the task's code means by that name, which is certain only if they have one loader, or if
     * it is the JDK's; and only if the file is from where that class came from.
     */
    private URL bytecode(String name) throws ClassNotFoundException, AnalyzerException {
        var type = Class.forName(name.replace('/', '.'), false, loader);
        var url = type.getResource("/" + name + ".class");
        boolean certain = type.getClassLoader() == null || type.getClassLoader() == loader && isFrom(type, url);
        if (url == null || !certain) {
            throw new AnalyzerException(null, "no bytecode that is certain to be that of " + name);
        }
        return url;
    }

    private static boolean isFrom(Class<?> type, URL url) {
        var source = type.getProtectionDomain().getCodeSource();
        return source != null
                && source.getLocation() != null
                && url != null
                && url.toString().contains(source.getLocation().toString());
    }

    /** {@return whether a field is not part of what is serialized, wherever it was inherited from} */
    boolean isTransient(FieldInsnNode field) throws AnalyzerException {
        for (var in = read(field.owner); ; in = read(in.superName)) {
            for (var one : in.fields) {
                if (one.name.equals(field.name) && one.desc.equals(field.desc)) {
                    return (one.access & Opcodes.ACC_TRANSIENT) != 0;
                }
            }
            if (in.superName == null) {
                throw new AnalyzerException(field, "no field " + field.name);
            }
        }
    }

    /** Follows a call; {@return whether what it gives back leads to something captured} */
    boolean returnsCaptured(MethodInsnNode call, List<? extends BasicValue> arguments) throws AnalyzerException {
        boolean onTask = arguments.get(0) instanceof Captured receiver && receiver.isTask();
        return switch (call.getOpcode()) {
            case Opcodes.INVOKESTATIC -> follow(call.owner, call, arguments, false);
            case Opcodes.INVOKESPECIAL -> !isEmptyConstructor(call) && follow(call.owner, call, arguments, false);
            case Opcodes.INVOKEVIRTUAL ->
                onTask
                        ? follow(isPublicOrProtected(call) ? taskClass : call.owner, call, arguments, false)
                        : follow(call.owner, call, arguments, true);
            default -> throw new AnalyzerException(call, "unknown implementation of " + call.owner + "." + call.name);
        };
    }

    /**
     * Private methods are not dispatched; methods without a modifier only within a package, so they are not followed.
     */
    private boolean isPublicOrProtected(MethodInsnNode call) throws AnalyzerException {
        for (var in = read(call.owner); in.superName != null; in = read(in.superName)) {
            for (var method : in.methods) {
                if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
                    boolean dispatched = (method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
                    boolean only = in.name.equals(taskClass) || (method.access & Opcodes.ACC_PRIVATE) != 0;
                    if (!dispatched && !only) {
                        throw new AnalyzerException(call, "package-private " + call.name);
                    }
                    return dispatched;
                }
            }
        }
        return true;
    }

    private static boolean isEmptyConstructor(MethodInsnNode call) {
        return call.name.equals("<init>")
                && (call.owner.equals("java/lang/Object") || call.owner.equals("java/lang/Record"));
    }

    private boolean follow(
            String owner, MethodInsnNode call, List<? extends BasicValue> arguments, boolean mayBeOverridden)
            throws AnalyzerException {
        for (var in = read(owner); ; in = read(in.superName)) {
            for (var method : in.methods) {
                if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
                    if (mayBeOverridden
                            && ((in.access | method.access) & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) == 0) {
                        throw new AnalyzerException(call, method.name + " may be overridden");
                    }
                    boolean inherited = (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0;
                    if (!inherited && !in.name.equals(call.owner)) {
                        throw new AnalyzerException(call, method.name + " overrides nothing");
                    }
                    return follow(in.name, method, arguments);
                }
            }
            if (in.superName == null) {
                throw new AnalyzerException(call, "no method " + call.name);
            }
        }
    }

    /** Follows a method; {@return whether what it gives back leads to something captured} */
    boolean follow(String owner, MethodNode method, List<? extends BasicValue> arguments) throws AnalyzerException {
        var call = new Call(owner, method.name, method.desc, byLocalVariable(arguments));
        var known = followed.get(call);
        if (known != null) {
            return known;
        }
        int unknown = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED;
        if ((method.access & unknown) != 0 || started.size() == MOST_CALLS || !started.add(call)) {
            throw new AnalyzerException(null, "cannot follow " + owner + "." + method.name);
        }
        var flow = new CaptureFlow(this, call.parameters);
        new Analyzer<>(flow).analyze(owner, method);
        followed.put(call, flow.returnsCaptured());
        return flow.returnsCaptured();
    }

    private static List<BasicValue> byLocalVariable(List<? extends BasicValue> arguments) {
        var locals = new ArrayList<BasicValue>();
        for (var argument : arguments) {
            locals.add(argument instanceof Captured ? argument : null);
            if (argument.getSize() == 2) {
                locals.add(null);
            }
        }
        return locals;
    }

    /** {@return arguments for a method that runs with what was captured} */
    static List<BasicValue> captured(BasicValue receiver, String descriptor) {
        var arguments = new ArrayList<BasicValue>();
        if (receiver != null) {
            arguments.add(receiver);
        }
        Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(type -> CaptureFlow.mayLeadOn(type) ? Captured.of(type) : new BasicValue(type))
                .forEach(arguments::add);
        return arguments;
    }
}
