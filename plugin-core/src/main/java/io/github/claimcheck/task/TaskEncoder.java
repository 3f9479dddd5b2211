package io.github.claimcheck.task;

import io.github.claimcheck.TaskName;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.IdentityTracker.OwnCodeException;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import io.github.claimcheck.recent.RecentGraphs;
import io.github.claimcheck.recent.RecentLeaves;
import io.github.claimcheck.recent.RecentObjects;
import java.io.DataOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Splits a task into a small body and the large objects it holds. Safe for use by many threads.
 *
 * <p>A small task is written once, in the form the engine uses, unless the last one of its class was large. Otherwise,
 * in this order, and each step only if the one before left a body of at least the threshold: large leaves are taken out
 * wherever they sit; captures that are large without their leaves are encoded on their own, unless they share objects
 * with the rest; all that remains becomes one object.
 */
public final class TaskEncoder {

    private final RecentGraphs graphs;
    private final long thresholdBytes;
    private final int payloadBytes;
    private final boolean sharedObjects;
    private final RecentLeaves recentLeaves;

    /** How large tasks of a class are written: the next one is likely to be like the last. */
    private enum Habit {
        /** Nothing is known, so a task is first written as a whole, until it turns out to be large. */
        NONE,
        /** Captures are encoded apart at once, unless classes write their objects by code of their own. */
        APART,
        /** What is written is not the same each time, so nothing but what is written first will do. */
        WHOLE
    }

    private final ClassValue<AtomicReference<Habit>> habits = new ClassValue<>() {
        @Override
        protected AtomicReference<Habit> computeValue(Class<?> type) {
            return new AtomicReference<>(Habit.NONE);
        }
    };

    /**
     * Creates an encoder, which keeps what it learns of task classes.
     *
     * @param thresholdBytes the encoded size from which something is taken out of a task
     * @param payloadBytes the payload of one chunk
     * @param sharedObjects whether the engine writes task objects shared, its default
     * @param recent what is known of arrays and graphs that are captured repeatedly
     */
    public TaskEncoder(
            GraphCodec graphs, long thresholdBytes, int payloadBytes, boolean sharedObjects, RecentObjects recent) {
        this.graphs = new RecentGraphs(graphs, recent);
        this.thresholdBytes = thresholdBytes;
        this.payloadBytes = payloadBytes;
        this.sharedObjects = sharedObjects;
        this.recentLeaves = new RecentLeaves(payloadBytes, recent);
    }

    /**
     * Encodes a task. Nothing is stored, and the task is only read.
     *
     * @param inEnvelope whether the task travels in an envelope even if it is small
     * @throws IOException as Java serialization does, for example if something captured is not serializable
     */
    public EncodedTask encode(Object task, boolean inEnvelope) throws IOException {
        var lambda = PlainLambda.of(task);
        var slots = newSlots();
        var encoded = lambda != null && (inEnvelope || PlainLambda.capturesLarge(lambda, slots))
                ? inShortForm(task, lambda, slots)
                : null;
        return encoded == null ? new Steps(task).run() : encoded;
    }

    /** {@return {@code null} if there is no short form, or one of at least the threshold} */
    private EncodedTask inShortForm(Object task, SerializedLambda lambda, SlotList slots) throws IOException {
        var body = PlainLambda.encode(task, lambda, slots);
        if (body == null || body.length >= thresholdBytes) {
            return null;
        }
        var sources = slots.sources();
        var refs = slots.refs(sources);
        return body.length + tableBytes(refs) < thresholdBytes
                ? new EncodedTask(TaskName.of(lambda).toString(), Envelope.BodyForm.LAMBDA, body, null, refs, sources)
                : null;
    }

    /** One task on its way through the steps. Not thread-safe, but for the habit. */
    private final class Steps {
        private final Object task;
        private final Envelope.BodyForm form;
        private final AtomicReference<Habit> habit;

        Steps(Object task) {
            this.task = task;
            this.form = formOf(task);
            this.habit = habits.get(task.getClass());
        }

        EncodedTask run() throws IOException {
            if (habit.get() == Habit.APART) {
                var apart = tryApartAtOnce();
                if (apart != null) {
                    return apart;
                }
                habit.set(Habit.NONE);
            }
            var first = leavesOnly();
            var body = new BodyBuffer(thresholdBytes, payloadBytes, first::mayBeLeft);
            try {
                first.write(body);
            } catch (BodyBuffer.Overflow e) {
                return large(first.replacedCaptures());
            }
            return body.overflowed() ? largeByOwnCode(first, body) : inline(first, body);
        }

        /** {@return {@code null} if no capture can be, or need be, encoded apart; no code of classes has run then} */
        private EncodedTask tryApartAtOnce() throws IOException {
            var root = BodyWriter.rootOf(task);
            try {
                return root == null ? null : tryApart(BodyWriter.replacedCaptures(root, form), false);
            } catch (OwnCodeException e) {
                return null;
            }
        }

        /** No code of classes has run so far. */
        private EncodedTask large(List<Object> inFront) throws IOException {
            try {
                var apart = tryApart(inFront, false);
                habit.set(apart == null ? Habit.NONE : Habit.APART);
                return apart == null ? whole(leavesOnly()) : apart;
            } catch (OwnCodeException e) {
                var first = leavesOnly();
                var body = endlessBody();
                first.write(body);
                return body.overflowed() ? largeByOwnCode(first, body) : inline(first, body);
            }
        }

        /**
         * Some classes change what they write, such as a queue that they drain. So what was written first is the
         * content, unless a second time gives the same; then it may be written in parts too. Not the parts of a task
         * that writes itself: its code may have to do with how they are written.
         */
        private EncodedTask largeByOwnCode(BodyWriter first, BodyBuffer firstBody) throws IOException {
            if (first.rootHasOwnCode()) {
                return stored(first, firstBody.large());
            }
            var inFront = habit.get() == Habit.WHOLE ? null : replacedIfRepeated(first, firstBody.large());
            if (inFront == null) {
                habit.set(Habit.WHOLE);
                return stored(first, firstBody.large());
            }
            // Not needed any more, and as large as what is to come.
            firstBody.clear();
            habit.set(Habit.NONE);
            var apart = tryRepeatedApart(inFront);
            return apart == null ? whole(leavesOnly()) : apart;
        }

        /**
         * Writes the task once more. {@return its {@linkplain BodyWriter#replacedCaptures replaced captures}, or
         * {@code null} if it is not the same again}
         */
        private List<Object> replacedIfRepeated(BodyWriter first, ChunkBuffer firstBody) {
            var again = leavesOnly();
            var comparing = new SameBytes(firstBody.content());
            try {
                again.write(comparing);
                return comparing.isAll() && again.slots().isSameAs(first.slots()) ? again.replacedCaptures() : null;
            } catch (IOException | RuntimeException | Error e) {
                return null;
            }
        }

        private EncodedTask tryRepeatedApart(List<Object> inFront) {
            try {
                return tryApart(inFront, true);
            } catch (IOException | RuntimeException e) {
                // A capture may need what another one prepares.
                return null;
            }
        }

        /** {@return {@code null} if no capture can be, or need be, encoded apart} */
        private EncodedTask tryApart(List<Object> inFront, boolean mayRunOwnCode) throws IOException {
            try {
                var slots = newSlots();
                var captures = new CapturesApart(graphs, thresholdBytes, slots, task, form, mayRunOwnCode);
                var rest = captures.encode(inFront);
                var apart = rest == null ? null : whole(rest);
                return slots.isAmbiguous() ? null : apart;
            } catch (SharedObjectException e) {
                // Found in the captures, or only now in the rest: what is shared must stay one.
                return null;
            }
        }

        private BodyWriter leavesOnly() {
            return new BodyWriter.LeavesOnly(task, form, newSlots());
        }
    }

    private SlotList newSlots() {
        return new SlotList(thresholdBytes, recentLeaves);
    }

    private BodyBuffer endlessBody() {
        return new BodyBuffer(thresholdBytes, payloadBytes, () -> false);
    }

    /** Writes all that is left of a task to its end. */
    private EncodedTask whole(BodyWriter writer) throws IOException {
        var body = endlessBody();
        writer.write(body);
        return body.overflowed() ? stored(writer, body.large()) : inline(writer, body);
    }

    /** {@return the task with its body in the envelope, or stored after all if references make that too large} */
    private EncodedTask inline(BodyWriter writer, BodyBuffer buffer) throws IOException {
        var body = buffer.toByteArray();
        var sources = writer.slots().sources();
        var refs = writer.slots().refs(sources);
        var task = new EncodedTask(writer.name(), writer.form(), body, null, refs, sources);
        if (task.isWhole() || body.length + tableBytes(refs) < thresholdBytes) {
            return task;
        }
        var chunks = new ChunkBuffer(payloadBytes);
        chunks.write(body);
        return stored(writer, chunks);
    }

    private static EncodedTask stored(BodyWriter writer, ChunkBuffer body) throws IOException {
        var sources = writer.slots().sources();
        var refs = writer.slots().refs(sources);
        SlotRef.writeTableBehind(body, refs);
        return new EncodedTask(writer.name(), writer.form(), null, body.finish(CodecId.TASK), refs, sources);
    }

    private static long tableBytes(List<SlotRef> refs) throws IOException {
        var counter = new DataOutputStream(OutputStream.nullOutputStream());
        SlotRef.writeTable(counter, refs);
        return counter.size();
    }

    private Envelope.BodyForm formOf(Object task) {
        if (task instanceof Externalizable) {
            return Envelope.BodyForm.EXTERNALIZABLE;
        }
        return sharedObjects ? Envelope.BodyForm.OBJECT : Envelope.BodyForm.UNSHARED_OBJECT;
    }
}
