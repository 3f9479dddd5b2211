package io.github.claimcheck.proof;

import io.github.claimcheck.TaskName;
import io.github.claimcheck.graph.ClassAccess;
import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Finds out from bytecode which tasks only read what they captured, and keep nothing of it. Nobody can tell whether
 * such a task has a private copy of an array or shares it with others.
 *
 * <p>Conservative: a task that cannot be shown to only read counts as one that writes. Looks at each task class or
 * lambda once, which takes a millisecond or so. Stateless but for that memory, which goes with the classes; safe for
 * use by many threads.
 */
public final class ReadOnlyProof {

    /** Run while a task is decoded, with objects that no analysis has seen. */
    private static final Set<String> HOOKS =
            Set.of("readObject", "readResolve", "readObjectNoData", "readExternal", "finalize");

    private static final ClassValue<ConcurrentMap<String, Boolean>> KNOWN = new ClassValue<>() {
        @Override
        protected ConcurrentMap<String, Boolean> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private ReadOnlyProof() {}

    /**
     * {@return whether tasks of that name are certain to only read what they captured}
     *
     * @param taskName a {@link TaskName} as it is shown; may be empty
     * @param classes finds the class; it need not be initialized
     */
    public static boolean holds(String taskName, ClassAccess classes) {
        if (taskName.isEmpty()) {
            // Nothing was taken out of a task that travels without its name. Engines trip over an empty class name.
            return false;
        }
        var name = TaskName.parse(taskName);
        try {
            var type = classes.load(name.className());
            var known = KNOWN.get(type);
            var answer = known.get(name.method());
            if (answer == null) {
                answer = prove(type, name);
                known.put(name.method(), answer);
            }
            return answer;
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            // For example a class that only the name of a method reference mentions, and that the filter refuses.
            return false;
        }
    }

    private static boolean prove(Class<?> type, TaskName name) {
        try {
            var methods = new Methods(type.getClassLoader(), Type.getInternalName(type));
            if (name.isLambda()) {
                checkLambda(type, name.method(), methods);
            } else {
                checkTask(type, methods);
            }
            return true;
        } catch (AnalyzerException | RuntimeException | LinkageError e) {
            // Not shown: it writes, or it is beyond this analysis, such as a class of a newer Java.
            return false;
        }
    }

    private static void checkLambda(Class<?> type, String name, Methods methods) throws AnalyzerException {
        var owner = methods.read(Type.getInternalName(type));
        boolean found = false;
        for (var method : owner.methods) {
            if (method.name.equals(name)) {
                boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
                boolean certain = ((owner.access | method.access) & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0;
                require((isStatic || certain) && !name.equals("<init>"));
                checkEntry(methods, owner, method, isStatic ? null : Captured.of(Type.getType(type)), true);
                found = true;
            }
        }
        require(found);
    }

    private static void checkTask(Class<?> type, Methods methods) throws AnalyzerException {
        require(Serializable.class.isAssignableFrom(type) && !Externalizable.class.isAssignableFrom(type));
        var entries = new HashSet<String>();
        for (Class<?> level = type; level != Object.class && level != Record.class; level = level.getSuperclass()) {
            require(Serializable.class.isAssignableFrom(level));
            addInterfaceMethods(level, entries);
        }
        for (Class<?> level = type; level != Object.class && level != Record.class; level = level.getSuperclass()) {
            var node = methods.read(Type.getInternalName(level));
            require(node.fields.stream().noneMatch(field -> field.name.equals("serialPersistentFields")));
            for (var method : node.methods) {
                require(!HOOKS.contains(method.name));
                boolean constructs = type.isRecord() && method.name.equals("<init>");
                boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
                if (constructs || entries.contains(method.name) && !isStatic) {
                    checkEntry(methods, node, method, Captured.task(), constructs);
                }
            }
        }
    }

    /** What the engine, or anybody who knows an interface of the task, may call. */
    private static void addInterfaceMethods(Class<?> type, Set<String> names) throws AnalyzerException {
        for (var one : type.getInterfaces()) {
            var declared = one.getMethods();
            boolean known = one.getName().startsWith("java.") || one.getName().startsWith("com.hazelcast.");
            require(known || Arrays.stream(declared).noneMatch(Method::isDefault));
            Arrays.stream(declared).map(Method::getName).forEach(names::add);
        }
    }

    private static void checkEntry(
            Methods methods, ClassNode owner, MethodNode method, BasicValue receiver, boolean capturedArguments)
            throws AnalyzerException {
        if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
            return;
        }
        var arguments = Methods.captured(receiver, method.desc);
        if (!capturedArguments) {
            for (int i = 1; i < arguments.size(); i++) {
                arguments.set(i, new BasicValue(arguments.get(i).getType()));
            }
        }
        require(!methods.follow(owner.name, method, arguments));
    }

    private static void require(boolean condition) throws AnalyzerException {
        if (!condition) {
            throw new AnalyzerException(null, "not certain");
        }
    }
}
