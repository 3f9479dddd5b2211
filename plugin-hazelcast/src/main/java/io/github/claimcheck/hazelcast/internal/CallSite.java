package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.nio.serialization.Portable;
import com.hazelcast.nio.serialization.Serializer;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.github.claimcheck.task.CallKind;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which executor call the current thread is serializing a task for.
 *
 * <p>A serializer is not told why it is called, and no public API says it: Callables and Runnables are also values and
 * keys of maps, items of queues and parts of other objects. The executor proxies are on the stack when, and only when,
 * they serialize a task. Checked on 5.5.0, 5.6.0 and 5.7.0. Of the engine's internals only names are looked at, so
 * nothing breaks if a class is missing.
 *
 * @param kind how the task may run
 * @param resultByReference whether the engine passes a result reference on to the future of this call unharmed
 */
public record CallSite(CallKind kind, boolean resultByReference) {

    private static final int MAX_FRAMES = 48;
    /** Newer JDKs tell a frame's descriptor only to those who may see its class. */
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private static final CallSite KEPT_CALL = new CallSite(CallKind.KEPT, false);
    private static final CallSite SINGLE_CALL = new CallSite(CallKind.SINGLE, true);
    private static final CallSite SINGLE_CALLBACK = new CallSite(CallKind.SINGLE, false);
    private static final CallSite MANY_CALL = new CallSite(CallKind.MANY, true);
    private static final CallSite MANY_CALLBACK = new CallSite(CallKind.MANY, false);

    private static final Map<String, Function<StackFrame, CallSite>> PROXIES = Map.of(
            "com.hazelcast.executor.impl.ExecutorServiceProxy", CallSite::memberExecutor,
            "com.hazelcast.client.impl.proxy.ClientExecutorServiceProxy", CallSite::clientExecutor,
            "com.hazelcast.durableexecutor.impl.DurableExecutorServiceProxy", frame -> KEPT_CALL,
            "com.hazelcast.client.impl.proxy.ClientDurableExecutorServiceProxy", frame -> KEPT_CALL,
            "com.hazelcast.scheduledexecutor.impl.ScheduledExecutorServiceProxy", frame -> KEPT_CALL,
            "com.hazelcast.client.impl.proxy.ClientScheduledExecutorProxy", frame -> KEPT_CALL);

    private static final String ENGINE = "com.hazelcast.";

    private static final List<String> NEVER_USERS = List.of(ENGINE, "java.", "jdk.", CallSite.class.getPackageName());

    /** What writes objects, itself or others. */
    @SuppressWarnings("removal") // Portable, as long as the engine has it.
    private static final List<Class<?>> WRITERS =
            List.of(DataSerializable.class, Portable.class, Serializer.class, CompactSerializer.class);

    /** A stage of a future; what it composes is handed on by a response thread, which must not wait for a result. */
    private static final String STAGE = "com.hazelcast.spi.impl.AbstractInvocationFuture";

    /**
     * {@return the executor call whose task is being serialized, or {@code null} if there is none} Costs some
     * microseconds.
     *
     * @param serializer the class that asks, which is among the frames of an outer task too
     */
    public static CallSite find(Class<?> serializer) {
        return STACK.walk(frames -> search(frames, serializer.getName()));
    }

    private static CallSite search(Stream<StackFrame> frames, String serializer) {
        var iterator = frames.limit(MAX_FRAMES).iterator();
        CallSite found = null;
        while (iterator.hasNext()) {
            var frame = iterator.next();
            if (found == null && isForKey(frame.getMethodName())) {
                // Of a key, which is not sent, and whose bytes all must agree on.
                return null;
            }
            var proxy = PROXIES.get(frame.getClassName());
            if (proxy == null) {
                if (found != null) {
                    return found.resultByReference && isComposed(frame, iterator) ? found.withResultByValue() : found;
                }
                if (isUsers(frame) && !frame.getClassName().equals(serializer)) {
                    return null;
                }
                continue;
            }
            if (found == null) {
                found = proxy.apply(frame);
            }
        }
        return found;
    }

    /**
     * A task that the user's code serializes is part of something else, which will run it, keep it, or send it on in a
     * way of its own, and must find the task itself in its place.
     */
    private static boolean isUsers(StackFrame frame) {
        var name = frame.getClassName();
        for (var prefix : NEVER_USERS) {
            if (name.startsWith(prefix)) {
                return name.startsWith(ENGINE) && isAddOn(frame.getDeclaringClass());
            }
        }
        return true;
    }

    /** Add-ons and samples are in the engine's packages too, and write themselves as users' classes do. */
    private static boolean isAddOn(Class<?> type) {
        return WRITERS.stream().anyMatch(writer -> writer.isAssignableFrom(type))
                && !Objects.equals(sourceOf(type), sourceOf(HazelcastInstance.class));
    }

    private static CodeSource sourceOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }

    /** Methods of the proxies, or one that they call; and the one that puts a hash in front of each PartitionAware. */
    private static boolean isForKey(String method) {
        return method.endsWith("PartitionId") || method.equals("calculatePartitionHash");
    }

    private CallSite withResultByValue() {
        return new CallSite(kind, false);
    }

    private static boolean isComposed(StackFrame first, Iterator<StackFrame> rest) {
        var frame = first;
        while (!isComposing(frame)) {
            if (!rest.hasNext()) {
                return false;
            }
            frame = rest.next();
        }
        return true;
    }

    private static boolean isComposing(StackFrame frame) {
        return frame.getClassName().startsWith(STAGE)
                && (frame.getClassName().contains("Compose")
                        || frame.getMethodName().contains("Compose"));
    }

    /** On a member a callback sits directly on the engine's future and would be handed the reference itself. */
    private static CallSite memberExecutor(StackFrame frame) {
        boolean callback = frame.getDescriptor().contains("ExecutionCallback");
        if (isMany(frame)) {
            return callback ? MANY_CALLBACK : MANY_CALL;
        }
        return callback ? SINGLE_CALLBACK : SINGLE_CALL;
    }

    private static CallSite clientExecutor(StackFrame frame) {
        return isMany(frame) ? MANY_CALL : SINGLE_CALL;
    }

    private static boolean isMany(StackFrame frame) {
        return frame.getMethodName().endsWith("Members");
    }
}
