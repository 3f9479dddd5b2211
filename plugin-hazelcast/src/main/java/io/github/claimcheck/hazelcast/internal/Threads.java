package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.spi.impl.ClientResponseHandlerSupplier;
import com.hazelcast.internal.util.executor.StripedExecutor;
import com.hazelcast.internal.util.executor.UnblockableThread;
import com.hazelcast.jet.impl.execution.CooperativeThread;
import com.hazelcast.spi.impl.operationexecutor.OperationHostileThread;
import com.hazelcast.spi.impl.operationexecutor.impl.OperationThread;

/**
 * Recognizes threads on which the plugin may wait for the store from those that run everybody's operations and I/O. The
 * engine marks them by types of its own and has no public test. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class Threads {

    private static final String FUTURE = "com.hazelcast.spi.impl.DelegatingCompletableFuture";
    private static final int NEAR = 16;

    private Threads() {}

    /**
     * {@return whether the current thread reads a result for a stage that depends on another future too} The engine
     * looks into that one, and is not prepared for an exception; what is still serialized then it deserializes once
     * more on the thread that runs the stage.
     */
    public static boolean looksForStage() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(NEAR)
                        .anyMatch(frame -> frame.getClassName().equals(FUTURE)
                                && !frame.getMethodName().equals("resolve")));
    }

    /** {@return whether the current thread may wait, and may decode something large} */
    public static boolean mayBlock() {
        var thread = Thread.currentThread();
        return !(thread instanceof OperationThread
                || thread instanceof OperationHostileThread
                || thread instanceof UnblockableThread
                || isClientResponseThread(thread));
    }

    /**
     * {@return whether the current thread may wait to store what is submitted on it} A thread that runs listeners, or
     * steps of pipelines, may not, since others' events and pipelines wait behind; but it reads what it has asked for,
     * as it would without the plugin.
     */
    public static boolean mayStore() {
        var thread = Thread.currentThread();
        return mayBlock() && !isOf(StripedExecutor.class, thread) && !(thread instanceof CooperativeThread);
    }

    private static boolean isClientResponseThread(Thread thread) {
        return isOf(ClientResponseHandlerSupplier.class, thread);
    }

    /** Threads of a type that nobody else can name. */
    private static boolean isOf(Class<?> owner, Thread thread) {
        return thread.getClass().getEnclosingClass() == owner;
    }
}
