package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import com.hazelcast.cluster.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Submits one large task to the member that stores nothing. Which JVM it fits into, its options decide. */
public final class Footprint {

    private static final int PART = 1000;

    private Footprint() {}

    /**
     * Prints the result, and whether it is right.
     *
     * @param arguments the role, the shape of the object, its size in bytes
     * @throws Exception if the task fails
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        var hazelcast = EveryCall.join(arguments[0]);
        try {
            var bytes = Integer.parseInt(arguments[2]);
            var target = hazelcast.getCluster().getMembers().stream()
                    .filter(Member::isLiteMember)
                    .findAny()
                    .orElseThrow();
            var task = task(arguments[1], bytes);
            var right = sum(task.call());
            var result = sum(hazelcast
                    .getExecutorService("footprint")
                    .submitToMember(task, target)
                    .get());
            System.out.println(result + " " + (result == right));
        } finally {
            hazelcast.shutdown();
        }
    }

    private static Callable<?> task(String shape, int bytes) {
        return switch (shape) {
            case "array" -> {
                var array = new double[bytes / Double.BYTES];
                array[array.length / 2] = 7;
                yield job(() -> (long) array[array.length / 2]);
            }
            case "graph" -> {
                var graph = new HashMap<>(Map.of("parts", parts(bytes)));
                yield job(() -> sum(graph.get("parts")));
            }
            case "one-body" -> {
                // They share an object, so neither travels without the other.
                var shared = List.of(Payloads.bytes(PART, 1));
                var one = new ArrayList<Object>(parts(bytes / 2));
                var two = new ArrayList<Object>(parts(bytes / 2));
                one.add(shared);
                two.add(shared);
                yield job(() -> one.get(one.size() - 1) == two.get(two.size() - 1) ? (long) one.size() : -1L);
            }
            case "result" -> job(() -> new ArrayList<>(parts(bytes)));
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static List<byte[]> parts(int bytes) {
        return IntStream.range(0, bytes / PART)
                .mapToObj(i -> Payloads.bytes(PART - 24, i))
                .toList();
    }

    private static long sum(Object result) {
        return result instanceof List<?> parts
                ? parts.stream()
                        .map(byte[].class::cast)
                        .mapToLong(Payloads::sum)
                        .sum()
                : (Long) result;
    }
}
