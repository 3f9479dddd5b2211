package io.github.claimcheck.sharing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.task.BodyReader.Decoding;
import io.github.claimcheck.task.BodyReader.ValueId;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Decoded values that the tasks of one member share, where the user has promised that tasks only read what they
 * captured. The promise is checked, except for values that do not fit into the cache: what tasks have used is encoded
 * again in the background, and if it has changed, it is dropped, and the classes of the tasks that may have changed it
 * get private copies from then on. Safe for use by many threads.
 */
public final class SharedValues {

    /** So that looking for changes takes a twentieth of a processor at most. */
    private static final int REST_PER_CHECK = 19;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final int ENTRY_BYTES = 256;

    private final GraphCodec graphs;
    private final int payloadBytes;
    private final Executor checker;
    private final Consumer<String> warn;
    private final Cache<ValueId, Shared> values;
    private final SingleFlight<ValueId, Shared> decoding;
    private final Set<Shared> usedSinceCheck = ConcurrentHashMap.newKeySet();
    private final Set<String> writers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile long restUntil = System.nanoTime();

    /**
     * A value with its leaves, and what its encoded form was before any task had seen it; none of them where it cannot
     * be shared. Names all tasks that have ever had it, since each of them may still run and write to it. Has identity.
     */
    private static final class Shared {
        private final ValueId id;
        private final Object value;
        private final Object[] leaves;
        private final ObjectKey fingerprint;
        private final Set<String> tasks = ConcurrentHashMap.newKeySet();

        Shared(ValueId id, Object value, Object[] leaves, ObjectKey fingerprint) {
            this.id = id;
            this.value = value;
            this.leaves = leaves;
            this.fingerprint = fingerprint;
        }

        boolean isShareable() {
            return fingerprint != null;
        }

        int weight() {
            return (int) Math.min(
                    Integer.MAX_VALUE, ENTRY_BYTES + (isShareable() ? id.key().length() : 0));
        }
    }

    /**
     * @param maxBytes the most encoded bytes of values to keep
     * @param payloadBytes the payload of each chunk of what is encoded to look for changes
     * @param checker looks for changes, which may take seconds; stays the caller's
     * @param warn is told of tasks that changed what they captured
     */
    public SharedValues(GraphCodec graphs, long maxBytes, int payloadBytes, Executor checker, Consumer<String> warn) {
        this.graphs = graphs;
        this.payloadBytes = payloadBytes;
        this.checker = checker;
        this.warn = warn;
        this.values = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ValueId id, Shared shared) -> shared.weight())
                .executor(Runnable::run)
                // Nobody gets it any more, so what becomes of it does not matter.
                .removalListener((ValueId id, Shared shared, RemovalCause cause) -> forget(shared))
                .build();
        this.decoding = new SingleFlight<>(values::getIfPresent);
    }

    /** {@return whether tasks of that class get shared values} */
    public boolean trusts(String taskName) {
        return !writers.contains(taskName);
    }

    /** {@return the shared value, decoded by the first task that needs it} */
    public Object get(ValueId id, Object[] leaves, Decoding decode, String taskName)
            throws IOException, ClassNotFoundException {
        var known = values.getIfPresent(id);
        var mine = new AtomicReference<Object>();
        if (known == null) {
            known = decoding.get(id, () -> {
                var value = decode.run();
                mine.set(value);
                // Two may come one after the other; the value that is there first is the one that is shared.
                var fingerprint = RawCodec.handles(value) ? id.key() : tryFingerprint(value, leaves);
                return putIfAbsent(
                        fingerprint == null
                                ? new Shared(id, null, null, null)
                                : new Shared(id, value, leaves, fingerprint));
            });
        }
        if (!known.isShareable()) {
            var own = mine.get();
            return own == null ? decode.run() : own;
        }
        known.tasks.add(taskName);
        usedSinceCheck.add(known);
        if (values.getIfPresent(id) != known) {
            // There was no room for it, or not for long.
            forget(known);
        }
        return known.value;
    }

    private Shared putIfAbsent(Shared fresh) {
        var known = values.asMap().putIfAbsent(fresh.id, fresh);
        return known == null ? fresh : known;
    }

    private void forget(Shared shared) {
        usedSinceCheck.remove(shared);
    }

    /** Starts to look for changes in what was used since the last time, if it is time for that. Called regularly. */
    public void check() {
        if (!usedSinceCheck.isEmpty() && System.nanoTime() - restUntil >= 0 && checking.compareAndSet(false, true)) {
            checker.execute(this::checkThenRest);
        }
    }

    private void checkThenRest() {
        long start = System.nanoTime();
        try {
            checkUsed();
        } finally {
            long end = System.nanoTime();
            restUntil = end + Math.min(REST_PER_CHECK * (end - start), LONGEST_REST.toNanos());
            checking.set(false);
        }
    }

    private void checkUsed() {
        for (var used = usedSinceCheck.iterator(); used.hasNext(); ) {
            var shared = used.next();
            used.remove();
            if (!isUnchanged(shared)) {
                values.asMap().remove(shared.id, shared);
                writers.addAll(shared.tasks);
                warn.accept(
                        "A task changed what it captured, although claimcheck.sharing=shared promises that tasks only"
                                + " read [key=" + shared.id.key() + ", tasks=" + shared.tasks
                                + "]. These tasks get private copies from now on; set claimcheck.sharing to private, or let"
                                + " them copy what they change.");
            }
        }
    }

    private boolean isUnchanged(Shared shared) {
        try {
            return fingerprint(shared.value, shared.leaves).equals(shared.fingerprint);
        } catch (IOException | RuntimeException e) {
            // It could be encoded before, so it has changed, perhaps while it was looked at.
            return false;
        }
    }

    /** {@return {@code null} for what changes without being noticed, or may change by being looked at} */
    private ObjectKey tryFingerprint(Object value, Object[] leaves) {
        try {
            return fingerprint(value, leaves);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private ObjectKey fingerprint(Object value, Object[] leaves) throws IOException {
        if (RawCodec.handles(value)) {
            return RawCodec.encode(value, payloadBytes).key();
        }
        // Classes that write their objects by code of their own may change them, which no task has asked for.
        return graphs.encodeOnlyData(value, leaf -> indexOf(leaf, leaves)).key();
    }

    private static int indexOf(Object leaf, Object[] leaves) {
        for (int i = 0; i < leaves.length; i++) {
            if (leaves[i] == leaf) {
                return i;
            }
        }
        return -1;
    }
}
