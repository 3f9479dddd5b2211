package io.github.claimcheck.codec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ConcurrentModificationException;

/**
 * Knows the keys of graphs that were encoded lately. A graph of collections that is captured again and again is
 * compared with what it consisted of ({@link GraphTrace}), which takes a small part of the time that encoding takes; a
 * graph that is seen for the first time costs nothing more. Graphs are told apart by identity and not kept alive; what
 * they hold is, for some seconds. Safe for use by many threads.
 */
public final class RecentGraphs {

    private static final Duration KEPT_WHILE_USED = Duration.ofSeconds(5);
    private static final int ENTRY_BYTES = 128;

    private final GraphCodec codec;
    private final Cache<Object, Known> known;

    /** @param trace what the graph was when it had the key; {@code null} as long as it was seen only once */
    private record Known(ObjectKey key, int chunkCount, GraphTrace trace) {

        int weight() {
            return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + (trace == null ? 0 : trace.bytes()));
        }
    }

    /** @param maxBytes the most bytes of traces to keep */
    public RecentGraphs(GraphCodec codec, long maxBytes) {
        this.codec = codec;
        this.known = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(maxBytes)
                .weigher((Object graph, Known recent) -> recent.weight())
                .expireAfterAccess(KEPT_WHILE_USED)
                .executor(Runnable::run)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /** {@return the same as {@link GraphCodec#encode}} */
    public ChunkSource encode(Object graph, LeafWriter leaves, IdentityTracker tracker) throws IOException {
        var recent = known.getIfPresent(graph);
        if (recent == null) {
            return encode(graph, leaves, tracker, null);
        }
        if (recent.trace != null && isSame(graph, recent.trace, tracker)) {
            return new Repeated(graph, recent.key, recent.chunkCount);
        }
        var trace = recent.trace == GraphTrace.NONE ? recent.trace : traceOf(graph, recent.key.length());
        return encode(graph, leaves, tracker, trace);
    }

    /** @param before what the graph consists of; {@code null} if nobody has looked yet */
    private EncodedObject encode(Object graph, LeafWriter leaves, IdentityTracker tracker, GraphTrace before)
            throws IOException {
        var counted = new CountedLeaves(leaves);
        var encoded = codec.encode(graph, counted, tracker);
        if (counted.taken == 0 && encoded.key().codec() == CodecId.KRYO.wireId()) {
            // What another thread changed meanwhile may be in the content or not.
            var trace = before == null || before == GraphTrace.NONE || isSame(graph, before, null) ? before : null;
            known.put(graph, new Known(encoded.key(), encoded.chunkCount(), trace));
        }
        return encoded;
    }

    private static GraphTrace traceOf(Object graph, long most) {
        try {
            return GraphTrace.of(graph, most);
        } catch (ConcurrentModificationException e) {
            return GraphTrace.NONE;
        }
    }

    private static boolean isSame(Object graph, GraphTrace trace, IdentityTracker tracker) {
        try {
            return trace.isSame(graph, tracker);
        } catch (ConcurrentModificationException e) {
            return false;
        }
    }

    private static final class CountedLeaves implements LeafWriter {

        private final LeafWriter leaves;
        private int taken;

        CountedLeaves(LeafWriter leaves) {
            this.leaves = leaves;
        }

        @Override
        public int take(Object leaf) {
            int ordinal = leaves.take(leaf);
            if (ordinal >= 0) {
                taken++;
            }
            return ordinal;
        }
    }

    /** A graph whose content is stored, most likely; it is encoded once more only if it turns out not to be. */
    private final class Repeated implements ChunkSource {

        private final Object graph;
        private final ObjectKey key;
        private final int chunkCount;
        private EncodedObject encoded;

        Repeated(Object graph, ObjectKey key, int chunkCount) {
            this.graph = graph;
            this.key = key;
            this.chunkCount = chunkCount;
        }

        @Override
        public ObjectKey key() {
            return key;
        }

        @Override
        public int chunkCount() {
            return chunkCount;
        }

        @Override
        public synchronized byte[] chunk(int index) {
            if (encoded == null) {
                encoded = encodeAgain();
            }
            return encoded.chunk(index);
        }

        private EncodedObject encodeAgain() {
            try {
                var again = codec.encode(graph, LeafWriter.NONE, null);
                if (!again.key().equals(key)) {
                    throw new ConcurrentModificationException("the captured object has changed: " + key);
                }
                return again;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
