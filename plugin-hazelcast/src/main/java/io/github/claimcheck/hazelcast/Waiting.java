package io.github.claimcheck.hazelcast;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.store.ObjectDamagedException;
import io.github.claimcheck.store.ObjectMissingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Waits for the store, for a bounded time, and says what went wrong in terms of the task. */
final class Waiting {

    private Waiting() {}

    /**
     * What is waited for.
     *
     * @param name of it in messages
     * @param keys all that it consists of
     * @param ifMissing why it may be missing, and what to do then
     */
    record Wanted(Supplier<String> name, List<ObjectKey> keys, String ifMissing) {

        static Wanted capture(Supplier<String> name, ObjectKey key) {
            return new Wanted(
                    name,
                    List.of(key),
                    "More members were lost at once than the maps claimcheck.* have backups, their content was cleared, or"
                            + " the submitter ended long before the task reached a member. Submit the task again; raise the"
                            + " maps' backup-count or claimcheck.lease.");
        }

        static Wanted result(List<ObjectKey> keys) {
            return new Wanted(
                    () -> "the result of a task",
                    keys,
                    "The member that ran the task was lost before the result was fetched, or the content of the maps"
                            + " claimcheck.* was cleared. The task has run; submit it again if it may run twice. With"
                            + " claimcheck.results=false, results travel by value.");
        }

        private String identity() {
            var names = keys.stream().map(ObjectKey::toString).collect(Collectors.joining(" and "));
            long bytes = keys.stream().mapToLong(ObjectKey::length).sum();
            return " [key=" + names + ", bytes=" + bytes + "]";
        }
    }

    static <T> T join(CompletableFuture<T> fetch, Duration patience, Wanted wanted, Counters counters) {
        try {
            return get(fetch, patience);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TimeoutException late
                    ? tooLate(late, patience, wanted)
                    : failed(e.getCause(), wanted, counters);
        } catch (TimeoutException e) {
            throw tooLate(e, patience, wanted);
        }
    }

    /** Waits until the store is open; throws if it cannot be opened in that time. */
    static void forStore(CompletableFuture<?> opening, Duration patience) {
        try {
            get(opening, patience);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClaimcheckException(
                    "The object store could not be opened within " + Settings.format(patience) + ": " + e, e);
        }
    }

    private static <T> T get(CompletableFuture<T> future, Duration patience)
            throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // As the engine's own maps do: a cancel during a fetch takes effect after it. So does the time-out
                    // of a future's get, of which nothing can be seen here.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ClaimcheckException tooLate(TimeoutException cause, Duration patience, Wanted wanted) {
        return new ClaimcheckException(
                "Cannot resolve " + wanted.name.get() + ": the object store did not answer within "
                        + Settings.format(patience) + wanted.identity()
                        + ". A member may be suspended or the cluster overloaded; to wait longer, raise claimcheck.store.timeout"
                        + " above that.",
                cause);
    }

    private static RuntimeException failed(Throwable cause, Wanted wanted, Counters counters) {
        var what = wanted.name.get();
        if (cause instanceof ObjectMissingException missing) {
            counters.missing.increment();
            return new ObjectMissingException(
                    "Cannot resolve " + what + ": the object store no longer holds it" + wanted.identity() + ". "
                            + wanted.ifMissing,
                    missing);
        }
        if (cause instanceof ObjectDamagedException damaged) {
            return new ObjectDamagedException(
                    "Cannot resolve " + what + ": " + damaged.getMessage() + wanted.identity()
                            + ". Something else has written to the maps claimcheck.*; submit the task again.",
                    damaged);
        }
        if (cause instanceof HazelcastInstanceNotActiveException
                || cause instanceof HazelcastClientNotActiveException) {
            return (RuntimeException) cause;
        }
        return new ClaimcheckException("Cannot resolve " + what + wanted.identity() + ": " + cause, cause);
    }
}
