package io.github.claimcheck.hazelcast.store;

import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The plugin's own threads. They keep no JVM alive. */
public final class Background {

    private Background() {}

    /** {@return a thread that runs short work at its time; a failure ends what repeats} */
    public static ScheduledExecutorService ticker(String name) {
        return Executors.newSingleThreadScheduledExecutor(threads(name));
    }

    /** {@return runs one thing after the other, with a thread only while there is something to do} */
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
