package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.EngineVersion;
import io.github.claimcheck.hazelcast.internal.StockData;
import io.github.claimcheck.hazelcast.internal.Threads;
import io.github.claimcheck.sharing.WeakValueMap;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreException;
import io.github.claimcheck.task.OwnCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Large results, on both ends. The executing member stores a result and returns a reference, in serialized form, which
 * the engine passes on as it is. The submitter starts to fetch when the reference arrives, which may be on a thread
 * that must not wait, and then ends the claim: from there on the encoded result lives and dies with the user's future,
 * as by value.
 */
final class Results {

    /** The engine may read a result on two threads at nearly the same time, each from the reference. */
    private static final Duration RELEASE_AFTER = Duration.ofSeconds(1);

    /** The engine sends a result right after the task has returned it, on the same thread. */
    private static final Duration SENT_WITHIN = Duration.ofMillis(400);

    private final Plugin plugin;
    private final Settings settings;
    private final ResultCodec codec;
    private final WeakValueMap<Long, ArrivedResult> arrived = new WeakValueMap<>();

    /** What members' futures have got, as long as they have it. */
    private final WeakValueMap<Long, Object> decoded = new WeakValueMap<>();

    /** What was returned to the engine a moment ago, and shows whether the engine has sent it. */
    private final Map<ResultReference, StockData.Tracked> returned = new ConcurrentHashMap<>();

    /** What is being fetched. */
    private final Set<ResultReference> arriving = ConcurrentHashMap.newKeySet();

    private volatile boolean stagesWait = true;

    /** A result whose reference has arrived. Reachable from what the engine keeps for the user's future. */
    private static final class ArrivedResult {
        private final CompletableFuture<List<EncodedObject>> content = new CompletableFuture<>();
        private boolean decoded;
        private Object value;

        /** Decodes for whoever comes first; others wait for it. */
        synchronized Object decodedOnce(Supplier<Object> decoding) {
            if (!decoded) {
                value = decoding.get();
                decoded = true;
            }
            return value;
        }
    }

    /** Keeps a result that could not be decoded; another thread may find its classes. */
    private static final class KeptResult extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"unused", "FieldCanBeLocal"})
        private final transient ArrivedResult arrival;

        KeptResult(ArrivedResult arrival) {
            super("The result is kept for those who read it again", null, false, false);
            this.arrival = arrival;
        }

        /** Whoever gets the exception may not have this class. */
        private Object writeReplace() {
            return new Exception(getMessage());
        }
    }

    Results(Plugin plugin) {
        this.plugin = plugin;
        this.settings = plugin.settings();
        this.codec = new ResultCodec(plugin);
    }

    /**
     * {@return what the task is to return in place of {@code result}: the result itself, or a reference}
     *
     * @param captures what the task captured; {@code null} for what it did not
     */
    Object send(Object result, UUID submitter, Function<Object, OwnCapture> captures) {
        if (!sendsReferences() || codec.staysInline(result) || submitter.equals(plugin.localUuid())) {
            return result;
        }
        try {
            var capture = captures.apply(result);
            var encoded = codec.encode(result, capture);
            return encoded.sources().isEmpty() ? encoded.inline() : store(encoded, capture);
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with the result, the engine meets it too, and reports it as it always does.
            plugin.logger().fine("A result travels by value, because it could not be encoded", e);
            return result;
        }
    }

    /** Who submits has settings of its own. */
    private boolean sendsReferences() {
        return settings.enabled() && settings.results();
    }

    private Object store(ResultCodec.Encoded encoded, OwnCapture capture) {
        var keys = encoded.sources().stream().map(ChunkSource::key).toList();
        var claim = new Claim(Claim.newId(), Claim.SUBMITTER);
        var deadline = plugin.store().newDeadline();
        var claimed = new ArrayList<ObjectKey>();
        boolean done = false;
        try {
            for (var source : encoded.sources()) {
                // What was captured is stored, and needs no copy here.
                boolean captured = capture != null && capture.stored().contains(source.key());
                var durability = captured ? Durability.AS_STORED : Durability.LOCAL;
                plugin.counters().put(source.key(), plugin.store().put(source, claim, durability, deadline));
                claimed.add(source.key());
            }
            var sent = sent(new ResultReference(keys, claim.id(), false));
            done = true;
            return sent;
        } catch (StoreException e) {
            plugin.fallbacks().notStored("a result", e);
            return encoded.inline();
        } finally {
            if (!done) {
                release(claimed, claim.id(), Duration.ZERO);
            }
        }
    }

    /** The reference in serialized form; its claim ends if the engine does not send it. */
    private Object sent(ResultReference reference) {
        Object data = StockData.serialize(plugin.instance(), reference);
        var result = StockData.tracked(StockData.bytes(data));
        returned.put(reference, result);
        // Looked at twice: a process that was suspended finds the first look overdue before it could send anything.
        plugin.later(
                SENT_WITHIN,
                () -> plugin.later(SENT_WITHIN, () -> {
                    returned.remove(reference);
                    releaseUnsent(reference, result, Duration.ZERO);
                }));
        return result;
    }

    private void releaseUnsent(ResultReference reference, StockData.Tracked result, Duration after) {
        if (!result.isRead()) {
            release(reference, after);
        }
    }

    /**
     * {@return the result; or the reference again, in serialized form, where the engine reads what it gets once more}
     */
    Object receive(ResultReference reference) {
        return plugin.isClient() ? receiveAsClient(reference) : receiveAsMember(reference);
    }

    /** A client's future keeps what was read first. */
    private Object receiveAsClient(ResultReference reference) {
        var arrival = arrivedBy(reference);
        if (mustHandOn(reference, arrival)) {
            return handOn(reference, arrival);
        }
        var content = await(reference, arrival);
        // A user's context is shown what each thread has read.
        return EngineAccess.hasManagedContext(plugin.instance())
                ? codec.decode(content)
                : arrival.decodedOnce(() -> codec.decode(content));
    }

    /**
     * A member's future reads its answer anew for each {@code get} and each stage, and reads what it gets here once
     * more for the user; so the first instance serves for as long as anybody has it.
     */
    private Object receiveAsMember(ResultReference reference) {
        var known = decoded.find(reference.claimId());
        if (!reference.handedOn()) {
            return handOn(reference, known == null ? arrivedBy(reference) : known);
        }
        if (known != null) {
            return known;
        }
        var arrival = arrivedBy(reference);
        if (mustHandOn(reference, arrival)) {
            return handOn(reference, arrival);
        }
        var content = await(reference, arrival);
        try {
            var value = arrival.decodedOnce(() -> codec.decode(content));
            return value == null ? null : decoded.putIfAbsent(reference.claimId(), value);
        } catch (HazelcastSerializationException | Error e) {
            e.addSuppressed(new KeptResult(arrival));
            throw e;
        } catch (RuntimeException e) {
            // As the engine does; and the user's code may always throw the same one.
            var failure = new HazelcastSerializationException(e);
            failure.addSuppressed(new KeptResult(arrival));
            throw failure;
        }
    }

    /** {@return whether the result is not there yet, and another thread reads it again} Throws if none does. */
    private boolean mustHandOn(ResultReference reference, ArrivedResult arrival) {
        if (Threads.mayBlock() || arrival.content.isDone()) {
            return false;
        }
        var cannotWait = cannotWait(reference.key());
        if (!Threads.looksForStage()) {
            throw cannotWait;
        }
        return true;
    }

    private List<EncodedObject> await(ResultReference reference, ArrivedResult arrival) {
        return Waiting.join(
                arrival.content, settings.fetchTimeout(), Waiting.Wanted.result(reference.keys()), plugin.counters());
    }

    /** @param needed what must not be collected before the reference is read again */
    private Object handOn(ResultReference reference, Object needed) {
        Object data = StockData.serialize(
                plugin.instance(), new ResultReference(reference.keys(), reference.claimId(), true));
        return StockData.keeping(StockData.bytes(data), needed);
    }

    private ClaimcheckException cannotWait(ObjectKey key) {
        stagesWait = false;
        var message = "A stage of an executor's future runs on a thread of the engine, which cannot wait for a large"
                + " result. From now on results of this instance's tasks travel by value. To have them by reference, let"
                + " an executor of your own run such stages, instead of one like Runnable::run.";
        plugin.fallbacks().warnOnce("stage", message);
        return new ClaimcheckException(message + " [key=" + key + ", bytes=" + key.length() + "]");
    }

    /** {@return whether all that reads results here can wait for them and find them, as far as is known} */
    boolean areByReference() {
        return stagesWait && settings.results() && EngineVersion.readsResultsOffIoThreads() && !replacesResults();
    }

    /** A user's context may put something else in the place of what a member's future has read. */
    private boolean replacesResults() {
        return !plugin.isClient() && EngineAccess.hasManagedContext(plugin.instance());
    }

    private ArrivedResult arrivedBy(ResultReference reference) {
        var fresh = new ArrivedResult();
        var found = arrived.putIfAbsent(reference.claimId(), fresh);
        if (found == fresh) {
            fetch(reference, fresh.content);
        }
        return found;
    }

    private void fetch(ResultReference reference, CompletableFuture<List<EncodedObject>> arrival) {
        try {
            plugin.store().expect(reference.keys());
            arriving.add(reference);
            fetchAll(reference.keys()).whenComplete((content, failure) -> {
                if (failure == null) {
                    arrival.complete(content);
                } else {
                    arrival.completeExceptionally(failure);
                }
                settle(reference);
            });
        } catch (RuntimeException | Error e) {
            // Others may wait for it too.
            arrival.completeExceptionally(e);
            settle(reference);
            throw e;
        }
    }

    /** One after the other, since each has a window of its own. */
    private CompletableFuture<List<EncodedObject>> fetchAll(List<ObjectKey> keys) {
        var all = CompletableFuture.completedFuture(List.<EncodedObject>of());
        for (var key : keys) {
            all = all.thenCompose(before -> plugin.cache()
                    .getOnce(key)
                    .thenApply(object ->
                            Stream.concat(before.stream(), Stream.of(object)).toList()));
        }
        return all;
    }

    private void settle(ResultReference reference) {
        arriving.remove(reference);
        release(reference, RELEASE_AFTER);
    }

    /** This instance shuts down: what it has not sent or fetched yet, it will not need for long. */
    void leave() {
        returned.forEach((reference, result) -> releaseUnsent(reference, result, RELEASE_AFTER));
        arriving.forEach(reference -> release(reference, RELEASE_AFTER));
    }

    private void release(ResultReference reference, Duration after) {
        release(reference.keys(), reference.claimId(), after);
    }

    private void release(List<ObjectKey> keys, long claimId, Duration after) {
        plugin.store().release(keys, new Claim(claimId, Claim.ALL_HOLDERS), after);
    }
}
