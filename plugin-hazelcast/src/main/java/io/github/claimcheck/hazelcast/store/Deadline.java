package io.github.claimcheck.hazelcast.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time by which several steps together must be done. */
final class Deadline {

    private final long at;

    Deadline(Duration after) {
        this.at = System.nanoTime() + after.toNanos();
    }

    long restNanos() {
        return Math.max(0, at - System.nanoTime());
    }

    <T> T get(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(restNanos(), TimeUnit.NANOSECONDS);
    }
}
