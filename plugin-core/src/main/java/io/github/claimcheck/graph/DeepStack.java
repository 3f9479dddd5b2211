package io.github.claimcheck.graph;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what overflowed the caller's stack once more, with a larger one. */
final class DeepStack {

    /** Address space only: memory is taken as the stack grows. */
    private static final long STACK_BYTES = 512L << 20;

    private static final long LOOK_EVERY_MILLIS = 250;

    /** After this many looks in a row that find it blocked, the thread is taken to wait for a lock of its caller. */
    private static final int MOST_LOOKS_WAITING = 20;

    private DeepStack() {}

    /**
     * Runs {@code work} on a thread of its own, and waits for it.
     *
     * @param overflow what the caller met; thrown again if the work waits for some seconds, with or without a limit, as
     *     for a lock that the caller holds
     * @throws ExecutionException if the work throws
     */
    static <T> T call(Callable<T> work, StackOverflowError overflow) throws ExecutionException {
        var task = new FutureTask<>(work);
        var thread = new Thread(null, task, "claimcheck.deep-graph", STACK_BYTES);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            int waiting = 0;
            while (waiting < MOST_LOOKS_WAITING) {
                try {
                    return task.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    waiting = isWaiting(thread) ? waiting + 1 : 0;
                }
            }
            task.cancel(true);
            throw overflow;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isWaiting(Thread thread) {
        var state = thread.getState();
        return state == Thread.State.BLOCKED || state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }
}
