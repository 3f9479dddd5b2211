package io.github.claimcheck.recent;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import io.github.claimcheck.graph.LeafWriter;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Keeps the encoded form of graphs that are captured again and again. Such a graph is compared with what it consisted
 * of ({@link GraphTrace}), which takes a small part of the time that encoding takes; a graph that is seen for the first
 * time costs nothing more. Safe for use by many threads.
 */
public final class RecentGraphs {

    /** A graph whose trace alone would take more than this part of the memory is encoded each time. */
    private static final int TRACE_SHARE = 4;

    private final GraphCodec codec;
    private final RecentObjects recent;

    /**
     * A graph that was encoded.
     *
     * @param encoded its content; {@code null} unless it can be compared
     * @param trace what it was when it had that content; {@code null} if that is not known yet
     */
    private record Known(ObjectKey key, EncodedObject encoded, GraphTrace trace) implements RecentObjects.Known {

        @Override
        public long bytes() {
            return encoded == null ? 0 : trace.bytes() + key.length();
        }
    }

    /** @param recent bounds what is kept, together with others that use it */
    public RecentGraphs(GraphCodec codec, RecentObjects recent) {
        this.codec = codec;
        this.recent = recent;
    }

    /** {@return the same as {@link GraphCodec#encode}} */
    public EncodedObject encode(Object graph, LeafWriter leaves, IdentityTracker tracker) throws IOException {
        var before = recent.find(graph, Known.class);
        if (before != null && before.encoded != null && isSame(graph, before.trace, tracker)) {
            return before.encoded;
        }
        var trace = before == null ? null : trace(graph, before);
        var counted = new CountedLeaves(leaves);
        var encoded = codec.encode(graph, counted, tracker);
        if (counted.taken == 0 && encoded.key().codec() == CodecId.KRYO.wireId()) {
            recent.put(graph, known(graph, before, trace, encoded));
        }
        return encoded;
    }

    /**
     * What other threads write while a graph is encoded may be in its content or not. So only what had the same content
     * twice, and was the same before and after, counts as that content.
     */
    private static Known known(Object graph, Known before, GraphTrace trace, EncodedObject encoded) {
        var key = encoded.key();
        if (trace == null || trace == GraphTrace.NONE) {
            return new Known(key, null, trace);
        }
        boolean isCertain = key.equals(before.key) && isSame(graph, trace, null);
        return isCertain ? new Known(key, encoded, trace) : new Known(key, null, null);
    }

    private GraphTrace trace(Object graph, Known before) {
        if (before.trace == GraphTrace.NONE) {
            return GraphTrace.NONE;
        }
        long most = Math.min(before.key.length(), recent.maxBytes() / TRACE_SHARE / GraphTrace.BYTES_PER_REFERENCE);
        return unlessDisturbed(() -> GraphTrace.of(graph, most), GraphTrace.NONE);
    }

    private static boolean isSame(Object graph, GraphTrace trace, IdentityTracker tracker) {
        return unlessDisturbed(() -> trace.isSame(graph, tracker), false);
    }

    /** Another thread may change the collections that are looked at, which they notice in various ways. */
    private static <T> T unlessDisturbed(Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (SharedObjectException e) {
            throw e;
        } catch (RuntimeException e) {
            return otherwise;
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
            return count(leaves.take(leaf));
        }

        @Override
        public int takeNow(Object leaf) {
            return count(leaves.takeNow(leaf));
        }

        @Override
        public void ownCodeBegins() {
            leaves.ownCodeBegins();
        }

        private int count(int ordinal) {
            if (ordinal >= 0) {
                taken++;
            }
            return ordinal;
        }
    }
}
