package io.github.claimcheck.codec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.IdentityTracker.SharedObjectException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Keeps the encoded form of graphs that are captured again and again. Such a graph is compared with what it consisted
 * of ({@link GraphTrace}), which takes a small part of the time that encoding takes; a graph that is seen for the first
 * time costs nothing more. Graphs are told apart by identity; what is kept goes some seconds after its last use. Safe
 * for use by many threads.
 */
public final class RecentGraphs {

    private static final Duration KEPT_WHILE_USED = Duration.ofSeconds(5);
    private static final int ENTRY_BYTES = 128;
    private static final int MOST_OF_MAX = 4;

    private final GraphCodec codec;
    private final long maxBytes;
    private final Cache<Object, Known> known;

    /**
     * A graph that was encoded.
     *
     * @param encoded its content; {@code null} unless it can be compared
     * @param trace what it was when it had that content; {@code null} if that is not known yet
     */
    private record Known(ObjectKey key, EncodedObject encoded, GraphTrace trace) {

        int weight() {
            long bytes = encoded == null ? 0 : trace.bytes() + key.length();
            return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + bytes);
        }
    }

    /** @param maxBytes how much to keep */
    public RecentGraphs(GraphCodec codec, long maxBytes) {
        this.codec = codec;
        this.maxBytes = maxBytes;
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
    public EncodedObject encode(Object graph, LeafWriter leaves, IdentityTracker tracker) throws IOException {
        var recent = known.getIfPresent(graph);
        if (recent != null && recent.encoded != null && isSame(graph, recent.trace, tracker)) {
            return recent.encoded;
        }
        var trace = recent == null ? null : recent.trace == GraphTrace.NONE ? recent.trace : trace(graph, recent.key);
        var counted = new CountedLeaves(leaves);
        var encoded = codec.encode(graph, counted, tracker);
        if (counted.taken == 0 && encoded.key().codec() == CodecId.KRYO.wireId()) {
            known.put(graph, known(graph, recent, trace, encoded));
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

    private GraphTrace trace(Object graph, ObjectKey key) {
        long most = Math.min(key.length(), maxBytes / MOST_OF_MAX / GraphTrace.BYTES_PER_REFERENCE);
        var found = new GraphTrace[] {GraphTrace.NONE};
        unlessDisturbed(() -> {
            found[0] = GraphTrace.of(graph, most);
            return true;
        });
        return found[0];
    }

    private static boolean isSame(Object graph, GraphTrace trace, IdentityTracker tracker) {
        return unlessDisturbed(() -> trace.isSame(graph, tracker));
    }

    /** Another thread may change the collections that are looked at, which they notice in various ways. */
    private static boolean unlessDisturbed(BooleanSupplier look) {
        try {
            return look.getAsBoolean();
        } catch (SharedObjectException e) {
            throw e;
        } catch (RuntimeException e) {
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
}
