package io.github.claimcheck.hazelcast.store;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The plugin's own threads. They keep no JVM alive. */
public final class Background {

    private Background() {}

    /** {@return a thread for short work, each at its time; a failure ends what repeats} */
    public static ScheduledExecutorService ticker(String name) {
        var ticker = new ScheduledThreadPoolExecutor(1, threads(name));
        // A time-out holds what it is for.
        ticker.setRemoveOnCancelPolicy(true);
        return ticker;
    }

    /**
     * {@return an executor that runs work on {@code executor} after a delay, and refuses it once the ticker was shut
     * down} The JDK has a thread for delays too, but that keeps the class loader of whoever was first to need it.
     */
    static Executor delayed(Duration delay, Executor executor, ScheduledExecutorService ticker) {
        return work -> ticker.schedule(() -> executor.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * {@return an executor that runs one thing after the other, and has a thread only while there is something to do}
     */
    public static ThreadPoolExecutor worker(String name) {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
