package io.github.claimcheck.it.program;

import static io.github.claimcheck.it.program.Tasks.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Large tasks that are large in different ways. */
final class Shapes {

    private static final int LARGE = 64 << 20;
    private static final int GRAPH_ENTRIES = 200_000;
    private static final int SMALL_CAPTURES = 10_000;
    private static final int DEPTH = 5_000;

    private Shapes() {}

    /** A list that is as deep as it is long. */
    record Link(String label, Link next) implements Serializable {}

    /** Holds many values of which none is large. */
    record Many(List<byte[]> captures) implements Tasks.Job<Long> {
        @Override
        public Long call() {
            return captures.stream().mapToLong(Payloads::sum).sum();
        }
    }

    /** {@return tasks by the names of their shapes} */
    static Map<String, Tasks.Job<Long>> all() {
        var shapes = new LinkedHashMap<String, Tasks.Job<Long>>();
        var large = Payloads.bytes(LARGE, 61);
        shapes.put("array-64MB", job(() -> Payloads.sum(large)));
        var graph = Payloads.graph(GRAPH_ENTRIES);
        shapes.put("map-200000", job(() -> (long) graph.size()));
        var small = IntStream.range(0, SMALL_CAPTURES)
                .mapToObj(i -> Payloads.bytes(1000, i))
                .toList();
        shapes.put("captures-10000", new Many(new ArrayList<>(small)));
        var chain = chain();
        shapes.put("chain-5000", job(() -> length(chain)));
        return shapes;
    }

    private static Link chain() {
        Link chain = null;
        for (var i = 0; i < DEPTH; i++) {
            chain = new Link(Payloads.text(40, i), chain);
        }
        return chain;
    }

    private static long length(Link chain) {
        var length = 0L;
        for (var link = chain; link != null; link = link.next()) {
            length++;
        }
        return length;
    }
}
