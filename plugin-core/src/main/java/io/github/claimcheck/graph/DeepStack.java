package io.github.claimcheck.graph;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs what overflowed the caller's stack once more, with a larger one. */
final class DeepStack {

    /** Address space only: memory is taken as the stack grows. */
    private static final long STACK_BYTES = 512L << 20;

    private DeepStack() {}

    static <T> T call(Callable<T> work) throws ExecutionException {
        var task = new FutureTask<>(work);
        var thread = new Thread(null, task, "claimcheck.deep-graph", STACK_BYTES);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        return get(task);
    }

    private static <T> T get(FutureTask<T> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
