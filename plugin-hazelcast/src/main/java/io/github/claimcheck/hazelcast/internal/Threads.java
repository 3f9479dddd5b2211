package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.spi.impl.ClientResponseHandlerSupplier;
import com.hazelcast.internal.util.executor.UnblockableThread;
import com.hazelcast.spi.impl.operationexecutor.OperationHostileThread;
import com.hazelcast.spi.impl.operationexecutor.impl.OperationThread;

/**
 * Tells threads on which the plugin may wait for the store from those that run everybody's operations and I/O. The
 * engine marks them by types of its own and has no public test. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class Threads {

    private Threads() {}

    /** {@return whether the current thread may wait, and may decode something large} */
    public static boolean mayBlock() {
        var thread = Thread.currentThread();
        return !(thread instanceof OperationThread
                || thread instanceof OperationHostileThread
                || thread instanceof UnblockableThread
                || isClientResponseThread(thread));
    }

    /** Of a type that nobody else can name. */
    private static boolean isClientResponseThread(Thread thread) {
        return thread.getClass().getEnclosingClass() == ClientResponseHandlerSupplier.class;
    }
}
