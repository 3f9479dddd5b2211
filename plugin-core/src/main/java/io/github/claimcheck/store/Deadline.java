package io.github.claimcheck.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A point in time by which a sequence of steps must have completed, and when the last of them was done. Safe for use by
 * many threads.
 */
public final class Deadline {

    private final long at;
    private final long halfNanos;
    private volatile long progressedAt = System.nanoTime();

    /**
     * Begins now.
     *
     * @param after how long all steps together may take
     */
    public Deadline(Duration after) {
        this.at = System.nanoTime() + after.toNanos();
        this.halfNanos = after.toNanos() / 2;
    }

    /** {@return how many nanoseconds are left; 0 if it is over} */
    public long remainingNanos() {
        return Math.max(0, at - System.nanoTime());
    }

    /** Notes that a step was done, of which there may be many in what is waited for. */
    public void progressed() {
        progressedAt = System.nanoTime();
    }

    /** {@return whether no step was done for half of the time} What is large may take long and still go on. */
    public boolean isStalled() {
        return System.nanoTime() - progressedAt >= halfNanos;
    }

    /**
     * Waits for {@code step}, at most until this deadline, and returns its result. A step that is done counts as
     * {@linkplain #progressed progress}.
     *
     * @param <T> the type of the result
     * @param step completed by another thread
     * @return the result of the step
     * @throws InterruptedException if the current thread is interrupted meanwhile
     * @throws ExecutionException if the step fails
     * @throws TimeoutException if it is not done in time
     */
    public <T> T get(CompletionStage<T> step) throws InterruptedException, ExecutionException, TimeoutException {
        var result = step.toCompletableFuture().get(remainingNanos(), TimeUnit.NANOSECONDS);
        progressed();
        return result;
    }
}
