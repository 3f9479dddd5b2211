package io.github.claimcheck.benchmarks.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;

/**
 * Another user of the cluster, who reads an entry of 1 KB each millisecond. A read that starts late, because those
 * before it took long, is counted from when it should have started.
 */
final class Neighbour {

    private static final int ENTRIES = 1000;
    private static final int ENTRY_BYTES = 1024;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final HazelcastInstance client;
    private final Recorder latencies = new Recorder(3);
    private ScheduledExecutorService thread;

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
        thread.scheduleAtFixedRate(new Read(map, System.nanoTime()), 0, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    /** {@return the 99th percentile of what a read took, in milliseconds} */
    double stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
        return latencies.getIntervalHistogram().getValueAtPercentile(99) / 1e6;
    }

    private final class Read implements Runnable {
        private final IMap<Integer, byte[]> map;
        private final long start;
        private int count;

        Read(IMap<Integer, byte[]> map, long start) {
            this.map = map;
            this.start = start;
        }

        @Override
        public void run() {
            long due = start + count * INTERVAL_NANOS;
            map.get(count++ % ENTRIES);
            latencies.recordValue(System.nanoTime() - due);
        }
    }
}
