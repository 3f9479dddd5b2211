package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.executor.impl.RunnableAdapter;

/**
 * Counts how often the engine initializes a task that has not been decoded yet, so that the task is initialized as
 * often once it is there. Safe for use by many threads.
 *
 * <p>The engine initializes most tasks twice, and Runnables once by themselves and twice inside its adapter. It tells
 * only objects that ask for the instance. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class Initializations {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String ADAPTER = "com.hazelcast.executor.impl.RunnableAdapter";
    /** This class's method and the method by which the engine gives the instance. */
    private static final int OWN_FRAMES = 2;

    private int direct;
    private int inAdapter;

    /**
     * Counts a call; to be called by the method that the engine calls.
     *
     * @param runnable whether the task is a Runnable, which alone have an adapter
     */
    public void count(boolean runnable) {
        if (!runnable) {
            synchronized (this) {
                direct++;
            }
            return;
        }
        var caller = STACK.walk(frames -> frames.skip(OWN_FRAMES).findFirst());
        boolean adapter = caller.isPresent() && caller.get().getClassName().equals(ADAPTER);
        synchronized (this) {
            if (adapter) {
                inAdapter++;
            } else {
                direct++;
            }
        }
    }

    /** {@return the task to run, after the instance has initialized it as often as was counted} */
    public synchronized Object repeat(Object task, HazelcastInstance instance) {
        var context = EngineAccess.serialization(instance).getManagedContext();
        var initialized = task;
        for (int i = 0; i < direct; i++) {
            initialized = context.initialize(initialized);
        }
        for (int i = 0; i < inAdapter; i++) {
            var adapter = new RunnableAdapter<>((Runnable) initialized);
            context.initialize(adapter);
            initialized = adapter.getRunnable();
        }
        return initialized;
    }
}
