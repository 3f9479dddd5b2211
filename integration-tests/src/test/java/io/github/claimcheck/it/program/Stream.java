package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import java.util.ArrayDeque;
import java.util.concurrent.Future;

/** Sends a stream of tasks that each capture an array of their own, some of them in flight at any time. */
public final class Stream {

    /** With the default of 256 KB. */
    private static final int CHUNKS_PER_MB = 4;

    private Stream() {}

    /**
     * Prints how many results were wrong, and how much the store held at its peak as far as it was looked at.
     *
     * @param arguments the role, the number of tasks, the bytes of each capture, the tasks in flight
     * @throws Exception if a task fails
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        var tasks = Integer.parseInt(arguments[1]);
        var bytes = Integer.parseInt(arguments[2]);
        var inFlight = Integer.parseInt(arguments[3]);
        var hazelcast = EveryCall.join(arguments[0]);
        try {
            var executor = hazelcast.getExecutorService("stream");
            var futures = new ArrayDeque<Future<Boolean>>();
            var wrong = 0;
            var peakChunks = 0;
            var chunks = hazelcast.getMap("claimcheck.chunks");
            var unbacked = hazelcast.getMap("claimcheck.unbacked");
            for (var i = 0; i < tasks; i++) {
                if (futures.size() == inFlight) {
                    wrong += futures.remove().get() ? 0 : 1;
                }
                var data = Payloads.bytes(bytes, i);
                var sum = Payloads.sum(data);
                futures.add(executor.submit(job(() -> Payloads.sum(data) == sum)));
                peakChunks = Math.max(peakChunks, 2 * chunks.size() + unbacked.size());
            }
            for (var future : futures) {
                wrong += future.get() ? 0 : 1;
            }
            System.out.println(tasks + " tasks, " + wrong + " wrong");
            System.out.println("at most " + peakChunks / CHUNKS_PER_MB + " MB stored at once, backups included");
        } finally {
            hazelcast.shutdown();
        }
    }
}
