package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import java.util.ArrayDeque;
import java.util.concurrent.Future;

/** Sends a stream of tasks that each capture an array of their own, some of them in flight at any time. */
public final class Stream {

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
            for (var i = 0; i < tasks; i++) {
                if (futures.size() == inFlight) {
                    wrong += futures.remove().get() ? 0 : 1;
                }
                var data = Payloads.bytes(bytes, i);
                var sum = Payloads.sum(data);
                futures.add(executor.submit(job(() -> Payloads.sum(data) == sum)));
                peakChunks = Math.max(
                        peakChunks, hazelcast.getMap("claimcheck.chunks").size());
            }
            for (var future : futures) {
                wrong += future.get() ? 0 : 1;
            }
            System.out.println(tasks + " tasks, " + wrong + " wrong");
            System.out.println("at most " + peakChunks + " chunks of 1 MB stored at once, and a backup of each");
        } finally {
            hazelcast.shutdown();
        }
    }
}
