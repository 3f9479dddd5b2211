package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.core.IExecutorService;
import java.util.List;
import java.util.concurrent.Callable;

/** Submits tasks of every shape through a relay that reads the length of the messages that carry them. */
public final class EnvelopeSizes {

    private static final int THRESHOLD = 100 << 10;

    private EnvelopeSizes() {}

    /**
     * Prints a line for each shape: its name, the longest message with a task, the task's result.
     *
     * @param arguments the role, always {@code client}
     * @throws Exception if a task fails
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        for (var shape : Shapes.all().entrySet()) {
            print(shape.getKey(), shape.getValue());
        }
        for (var bytes : List.of(THRESHOLD - 300, THRESHOLD - 1, THRESHOLD, THRESHOLD + 1, 2 * THRESHOLD)) {
            var data = Payloads.bytes(bytes, bytes);
            print("array-" + bytes, job(() -> Payloads.sum(data)));
        }
        var text = Payloads.text(1 << 20, 62);
        print("string-1MB", job(() -> (long) text.hashCode()));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String shape, Callable<Long> task) throws Exception {
        try (var tap = new ClientTap()) {
            var client = tap.connect();
            try {
                IExecutorService executor = client.getExecutorService("sizes");
                var result = outcome(executor, task);
                System.out.println(shape + " " + tap.largestTaskBytes() + " " + result);
            } finally {
                client.shutdown();
            }
        }
    }

    private static String outcome(IExecutorService executor, Callable<Long> task) throws InterruptedException {
        try {
            return executor.submit(task).get().toString();
        } catch (java.util.concurrent.ExecutionException | RuntimeException | StackOverflowError e) {
            return Outcome.of(e);
        }
    }
}
