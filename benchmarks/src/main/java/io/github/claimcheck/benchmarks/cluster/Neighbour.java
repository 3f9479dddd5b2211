package io.github.claimcheck.benchmarks.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Recorder;

/**
 * Other users of the cluster, one of whom begins to read an entry of 1 KB each millisecond. No read waits for the
 * answer to another; one that begins late is counted from when it should have begun.
 */
final class Neighbour {

    private static final int ENTRIES = 1000;
    private static final int ENTRY_BYTES = 1024;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final HazelcastInstance client;
    private final Recorder latencies = new Recorder(3);
    private ScheduledExecutorService thread;
    private ScheduledFuture<?> schedule;
    private Reads reads;

    Neighbour(HazelcastInstance client) {
        this.client = client;
    }

    void start() {
        IMap<Integer, byte[]> map = client.getMap("neighbour");
        for (int key = 0; key < ENTRIES; key++) {
            map.set(key, new byte[ENTRY_BYTES]);
        }
        latencies.reset();
        thread = Executors.newSingleThreadScheduledExecutor();
        reads = new Reads(map, System.nanoTime());
        schedule = thread.scheduleAtFixedRate(reads, 0, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    /**
     * {@return the 99th percentile of what a read took, in milliseconds} Waits for the answers to all that were due,
     * also to those that could not begin yet.
     */
    double stop() throws InterruptedException, ExecutionException, TimeoutException {
        long now = System.nanoTime();
        try {
            if (!schedule.cancel(false)) {
                // It has ended by itself, because a read could not even begin.
                schedule.get();
            }
            thread.submit(() -> reads.startAllDue(now)).get(1, TimeUnit.MINUTES);
            CompletableFuture.allOf(reads.started.toArray(CompletableFuture[]::new))
                    .get(1, TimeUnit.MINUTES);
        } finally {
            thread.shutdownNow();
        }
        return latencies.getIntervalHistogram().getValueAtPercentile(99) / 1e6;
    }

    private final class Reads implements Runnable {
        private final List<CompletableFuture<?>> started = new ArrayList<>();
        private final IMap<Integer, byte[]> map;
        private final long start;

        Reads(IMap<Integer, byte[]> map, long start) {
            this.map = map;
            this.start = start;
        }

        void startAllDue(long now) {
            while (now - dueNext() >= 0) {
                run();
            }
        }

        private long dueNext() {
            return start + started.size() * INTERVAL_NANOS;
        }

        @Override
        public void run() {
            int number = started.size();
            long due = dueNext();
            started.add(map.getAsync(number % ENTRIES)
                    .thenRunAsync(() -> latencies.recordValue(System.nanoTime() - due), Runnable::run)
                    .toCompletableFuture());
        }
    }
}
