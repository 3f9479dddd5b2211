package io.github.claimcheck.task;

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
     * @param thresholdBytes the encoded size from which something is taken out of a task
     * @param payloadBytes the payload of one chunk
     * @param sharedObjects whether the engine writes task objects shared, its default
     * @param maxRecentBytes how much may be kept of arrays, and of graphs, that are captured repeatedly
     */
    public TaskEncoder(
            GraphCodec graphs, long thresholdBytes, int payloadBytes, boolean sharedObjects, long maxRecentBytes) {
        var recent = new RecentObjects(maxRecentBytes);
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
        return encoded == null ? encode(task) : encoded;
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
                ? new EncodedTask(Captures.nameOf(lambda), Envelope.BodyForm.LAMBDA, body, null, refs, sources)
                : null;
    }

    private EncodedTask encode(Object task) throws IOException {
        var form = formOf(task);
        var habit = habits.get(task.getClass());
        if (habit.get() == Habit.APART) {
            var apart = encodeApartAtOnce(task, form);
            if (apart != null) {
                return apart;
            }
            habit.set(Habit.NONE);
        }
        var leavesOnly = new BodyWriter.LeavesOnly(task, form, newSlots());
        var body = new BodyBuffer(thresholdBytes, payloadBytes, leavesOnly::mayBeLeft);
        try {
            leavesOnly.write(body);
        } catch (BodyBuffer.Overflow e) {
            return encodeLarge(task, form, habit, leavesOnly.replacedCaptures());
        }
        return body.overflowed() ? encodeOwnCode(task, form, habit, leavesOnly, body) : finish(leavesOnly, body);
    }

    /** {@return {@code null} if no capture can be, or need be, encoded apart; no code of classes has run then} */
    private EncodedTask encodeApartAtOnce(Object task, Envelope.BodyForm form) throws IOException {
        var root = BodyWriter.rootOf(task);
        try {
            return root == null ? null : encodeApart(task, form, BodyWriter.replacedCaptures(root, form), false);
        } catch (OwnCodeException e) {
            return null;
        }
    }

    /** No code of classes has run so far. */
    private EncodedTask encodeLarge(
            Object task, Envelope.BodyForm form, AtomicReference<Habit> habit, List<Object> inFront)
            throws IOException {
        try {
            var apart = encodeApart(task, form, inFront, false);
            habit.set(apart == null ? Habit.NONE : Habit.APART);
            return apart == null ? finish(new BodyWriter.LeavesOnly(task, form, newSlots())) : apart;
        } catch (OwnCodeException e) {
            var leavesOnly = new BodyWriter.LeavesOnly(task, form, newSlots());
            var body = new BodyBuffer(thresholdBytes, payloadBytes, () -> false);
            leavesOnly.write(body);
            return body.overflowed() ? encodeOwnCode(task, form, habit, leavesOnly, body) : finish(leavesOnly, body);
        }
    }

    /**
     * Some classes change what they write, such as a queue that they drain. So what was written first is the content,
     * unless a second time gives the same; then it may be written in parts too.
     */
    private EncodedTask encodeOwnCode(
            Object task,
            Envelope.BodyForm form,
            AtomicReference<Habit> habit,
            BodyWriter.LeavesOnly first,
            BodyBuffer firstBody)
            throws IOException {
        var again = new BodyWriter.LeavesOnly(task, form, newSlots());
        if (habit.get() == Habit.WHOLE || !writesTheSame(again, firstBody.large())) {
            habit.set(Habit.WHOLE);
            return stored(first, firstBody.large());
        }
        // Not needed any more, and as large as what is to come.
        firstBody.clear();
        habit.set(Habit.NONE);
        var apart = encodeApart(task, form, again.replacedCaptures(), true);
        return apart == null ? finish(new BodyWriter.LeavesOnly(task, form, newSlots())) : apart;
    }

    private static boolean writesTheSame(BodyWriter again, ChunkBuffer first) {
        var comparing = new SameBytes(first.content());
        try {
            again.write(comparing);
            return comparing.isAll();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** {@return {@code null} if no capture can be, or need be, encoded apart} */
    private EncodedTask encodeApart(Object task, Envelope.BodyForm form, List<Object> inFront, boolean mayRunOwnCode)
            throws IOException {
        try {
            var rest = new CapturesApart(graphs, thresholdBytes, newSlots(), task, form, mayRunOwnCode).find(inFront);
            return rest == null ? null : finish(rest);
        } catch (SharedObjectException e) {
            // Found in the captures, or only now in the rest: what is shared must stay one.
            return null;
        }
    }

    private SlotList newSlots() {
        return new SlotList(thresholdBytes, recentLeaves);
    }

    private EncodedTask finish(BodyWriter writer) throws IOException {
        var buffer = new ChunkBuffer(payloadBytes);
        writer.write(buffer);
        if (buffer.length() < thresholdBytes) {
            return finish(writer, BodyReader.concatenate(buffer.finish(CodecId.TASK)));
        }
        return stored(writer, buffer);
    }

    private EncodedTask finish(BodyWriter writer, BodyBuffer body) throws IOException {
        return finish(writer, body.toByteArray());
    }

    private EncodedTask finish(BodyWriter writer, byte[] body) throws IOException {
        var sources = writer.slots().sources();
        var refs = writer.slots().refs(sources);
        var task = new EncodedTask(writer.name(), writer.form(), body, null, refs, sources);
        if (task.isWhole() || body.length + tableBytes(refs) < thresholdBytes) {
            return task;
        }
        var buffer = new ChunkBuffer(payloadBytes);
        buffer.write(body);
        return stored(writer, buffer);
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
