package io.github.claimcheck.hazelcast;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.logging.ILogger;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ContentChangedException;
import io.github.claimcheck.store.StoreException;
import io.github.claimcheck.store.StoreFullException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts what travels by value although it is large, and tells the operator of each reason once. Safe for use by many
 * threads.
 */
final class Fallbacks {

    private static final String PACKAGE = "io.github.claimcheck.";

    private final Supplier<ILogger> logger;
    private final Counters counters;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param logger asked for when there is something to say, because there is none while a member is being built */
    Fallbacks(Supplier<ILogger> logger, Counters counters) {
        this.logger = logger;
        this.counters = counters;
    }

    /** @param what the name of the task, or what else was to be stored */
    void notStored(String what, StoreException e) {
        if (e instanceof StoreFullException) {
            counters.inlinedFull.increment();
            warnOnce(
                    "full",
                    "The object store is full, so " + what + " and others travel by value: " + e.getMessage()
                            + " Raise claimcheck.store.max-size, or submit fewer large tasks at a time.");
        } else {
            counters.inlinedFailed.increment();
            if (isOfTheUsersMaking(e)) {
                return;
            }
            warnOnce(
                    "store",
                    "The object store could not be used in time, so " + what + " and others travel by value: "
                            + e.getMessage());
        }
    }

    /** The store is well, but the object is written to, the thread is to stop, or the instance shuts down. */
    private static boolean isOfTheUsersMaking(StoreException e) {
        return e.getCause() instanceof ContentChangedException
                || e.getCause() instanceof InterruptedException
                || e.getCause() instanceof HazelcastInstanceNotActiveException
                || e.getCause() instanceof HazelcastClientNotActiveException;
    }

    void notOpened(Duration timeout, Exception e) {
        counters.inlinedFailed.increment();
        warnOnce(
                "open",
                "The object store could not be opened within " + Settings.format(timeout)
                        + " (claimcheck.store.timeout, at most half of claimcheck.lease), so tasks travel by value until it is: "
                        + e);
    }

    /** @param taskClass whose task the plugin failed to encode */
    void failed(String taskClass, Throwable e) {
        counters.inlinedFailed.increment();
        if (warned.add("failed")) {
            logger.get()
                    .warning(
                            "Claimcheck failed, so a task of " + taskClass
                                    + ", and others like it, travel by value. Please report this.",
                            e);
        }
    }

    /**
     * {@return whether a failure comes from the plugin itself} Not if code of the user's threw it, or called the JDK,
     * or if Java serialization met it in an object of the user's: that fails by value, too.
     */
    static boolean isOurs(Throwable e) {
        for (var frame : e.getStackTrace()) {
            if (frame.getClassName().equals(ObjectOutputStream.class.getName())) {
                return false;
            }
            if (!isJdk(frame)) {
                return frame.getClassName().startsWith(PACKAGE);
            }
        }
        return false;
    }

    private static boolean isJdk(StackTraceElement frame) {
        var module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** Logs a condition the first time it is met. */
    void warnOnce(String condition, String message) {
        if (warned.add(condition)) {
            logger.get().warning(message);
        }
    }
}
