package io.github.claimcheck.task;

import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.GraphOutputStream;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import io.github.claimcheck.recent.RecentGraphs;
import io.github.claimcheck.recent.RecentLeaves;
import io.github.claimcheck.recent.RecentObjects;
import java.io.DataOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a task into a small body and the large objects it holds. Safe for use by many threads.
 *
 * <p>A small task is written once, in the form the engine uses. Otherwise, in this order, and each step only if the one
 * before left a body of at least the threshold: large leaves are taken out wherever they sit; captures that are large
 * without their leaves are encoded on their own, unless they share objects with the rest; all that remains becomes one
 * object.
 */
public final class TaskEncoder {

    private final RecentGraphs graphs;
    private final long thresholdBytes;
    private final int chunkBytes;
    private final boolean sharedObjects;
    private final RecentLeaves recentLeaves;

    /**
     * @param thresholdBytes the encoded size from which something is taken out of a task
     * @param chunkBytes the payload of one chunk
     * @param sharedObjects whether the engine writes task objects shared, its default
     * @param maxRecentBytes how much may be kept of arrays, and of graphs, that are captured repeatedly
     */
    public TaskEncoder(
            GraphCodec graphs, long thresholdBytes, int chunkBytes, boolean sharedObjects, long maxRecentBytes) {
        var recent = new RecentObjects(maxRecentBytes);
        this.graphs = new RecentGraphs(graphs, recent);
        this.thresholdBytes = thresholdBytes;
        this.chunkBytes = chunkBytes;
        this.sharedObjects = sharedObjects;
        this.recentLeaves = new RecentLeaves(chunkBytes, recent);
    }

    /**
     * Encodes a task. Nothing is stored, and the task is only read.
     *
     * @param inEnvelope whether the task travels in an envelope even if it is small
     * @throws IOException as Java serialization does, for example if something captured is not serializable
     */
    public EncodedTask encode(Object task, boolean inEnvelope) throws IOException {
        var lambda = PlainLambda.of(task);
        var encoded = lambda == null ? null : inShortForm(task, lambda);
        return encoded == null || encoded.isWhole() && !inEnvelope ? encode(task) : encoded;
    }

    /** {@return {@code null} if there is no short form, or one of at least the threshold} */
    private EncodedTask inShortForm(Object task, SerializedLambda lambda) throws IOException {
        var slots = new SlotList(thresholdBytes, recentLeaves);
        var body = PlainLambda.encode(task, lambda, slots);
        if (body == null) {
            return null;
        }
        var sources = slots.sources();
        var refs = slots.refs(sources);
        return body.length + tableBytes(refs) < thresholdBytes
                ? new EncodedTask(Captures.nameOf(lambda), Envelope.BodyForm.LAMBDA, body, null, refs, sources)
                : null;
    }

    private EncodedTask encode(Object task) throws IOException {
        var slots = new SlotList(thresholdBytes, recentLeaves);
        var body = new BodyBuffer(thresholdBytes);
        var leavesOnly = new BodyWriter(task, slots);
        try {
            leavesOnly.write(body);
        } catch (BodyBuffer.Overflow e) {
            // The flag below says the same, also where user code swallowed the signal.
        }
        if (!body.overflowed()) {
            return finish(leavesOnly, slots, body.toByteArray());
        }
        var apart = withCapturesApart(task, leavesOnly.replacedCaptures());
        return apart != null ? apart : asOneObject(task);
    }

    private EncodedTask asOneObject(Object task) throws IOException {
        var slots = new SlotList(thresholdBytes, recentLeaves);
        return finish(new BodyWriter(task, slots), slots);
    }

    /** {@return {@code null} if the captures must not, or need not, be encoded apart} */
    private EncodedTask withCapturesApart(Object task, List<Object> replaced) throws IOException {
        try {
            return withUnsharedCapturesApart(task, replaced);
        } catch (SharedObjectException e) {
            return null;
        }
    }

    private EncodedTask withUnsharedCapturesApart(Object task, List<Object> replaced) throws IOException {
        var slots = new SlotList(thresholdBytes, recentLeaves);
        var tracker = new IdentityTracker();
        var writer = new BodyWriter(task, slots);
        writer.deferCaptures(tracker, replaced);
        writer.write(OutputStream.nullOutputStream());
        var deferred = writer.deferred;
        if (deferred.isEmpty()) {
            return null;
        }
        var apart = new IdentityHashMap<Object, Integer>();
        for (int i = 0; i < deferred.size(); i++) {
            encodeCapture(deferred.get(i), i + 1, deferred.size(), writer, slots, tracker, apart);
        }
        if (apart.isEmpty()) {
            return null;
        }
        if (tracker.mayHideShared() && HiddenObjects.areShared(task, writer.form, apart.keySet(), slots::takes)) {
            return null;
        }
        tracker.enter(IdentityTracker.BODY);
        boolean comparedAll = apart.size() == deferred.size();
        var last = new BodyWriter(task, slots);
        last.replaceCaptures(apart, comparedAll ? null : tracker, replaced);
        return finish(last, slots);
    }

    private void encodeCapture(
            Object capture,
            int part,
            int parts,
            BodyWriter writer,
            SlotList slots,
            IdentityTracker tracker,
            Map<Object, Integer> apart)
            throws IOException {
        if (parts == 1) {
            tracker.enterLast(part);
        } else {
            tracker.enter(part);
        }
        var label = writer.labelOf(capture);
        var leafSlots = new ArrayList<Integer>();
        var graph = graphs.encode(capture, slots.writerInto(leafSlots, label), tracker);
        if (graph.key().length() >= thresholdBytes && slots.hasRoom()) {
            apart.put(capture, slots.graph(graph, leafSlots, label));
        } else {
            tracker.mergeIntoBody(part);
        }
    }

    private EncodedTask finish(BodyWriter writer, SlotList slots) throws IOException {
        var buffer = new ChunkBuffer(chunkBytes);
        writer.write(buffer);
        if (buffer.length() < thresholdBytes) {
            return finish(writer, slots, BodyReader.concatenate(buffer.finish(CodecId.TASK)));
        }
        return stored(writer, slots, buffer);
    }

    private EncodedTask finish(BodyWriter writer, SlotList slots, byte[] body) throws IOException {
        var sources = slots.sources();
        var refs = slots.refs(sources);
        var task = new EncodedTask(writer.name(), writer.form, body, null, refs, sources);
        if (task.isWhole() || body.length + tableBytes(refs) < thresholdBytes) {
            return task;
        }
        var buffer = new ChunkBuffer(chunkBytes);
        buffer.write(body);
        return stored(writer, slots, buffer);
    }

    private static EncodedTask stored(BodyWriter writer, SlotList slots, ChunkBuffer body) throws IOException {
        var sources = slots.sources();
        var refs = slots.refs(sources);
        SlotRef.writeTableBehind(body, refs);
        return new EncodedTask(writer.name(), writer.form, null, body.finish(CodecId.TASK), refs, sources);
    }

    private static long tableBytes(List<SlotRef> refs) throws IOException {
        var counter = new DataOutputStream(OutputStream.nullOutputStream());
        SlotRef.writeTable(counter, refs);
        return counter.size();
    }

    /** Writes one task as a body, each time it is asked to, with more or less of it taken out. */
    private final class BodyWriter {

        private final Object task;
        private final SlotList slots;
        private final Envelope.BodyForm form;
        private final List<Object> deferred = new ArrayList<>();
        private Map<Object, String> captures;
        private Map<Object, Integer> apart = Map.of();
        private IdentityTracker tracker;
        private boolean deferring;
        private List<Object> inFront = List.of();
        private Object inFrontNow;
        private Object root;

        BodyWriter(Object task, SlotList slots) {
            this.task = task;
            this.slots = slots;
            this.form = formOf(task);
        }

        void deferCaptures(IdentityTracker bodyTracker, List<Object> replaced) {
            deferring = true;
            tracker = bodyTracker;
            inFront = replaced;
        }

        void replaceCaptures(Map<Object, Integer> slotsOfCaptures, IdentityTracker bodyTracker, List<Object> replaced) {
            apart = slotsOfCaptures;
            tracker = bodyTracker;
            inFront = replaced.stream().filter(apart::containsKey).toList();
        }

        /** {@return the captures that must be written in front of the task to be recognised in it} */
        List<Object> replacedCaptures() {
            return root == null || form != Envelope.BodyForm.OBJECT ? List.of() : Captures.replacedIn(root);
        }

        void write(OutputStream target) throws IOException {
            root = form == Envelope.BodyForm.EXTERNALIZABLE ? task : null;
            var out = new GraphOutputStream(target, this::replace);
            for (var capture : inFront) {
                // What the stream is given in its place now, stands for it from now on.
                inFrontNow = capture;
                out.writeObject(capture);
                inFrontNow = null;
            }
            form.write(task, out);
            out.flush();
        }

        String labelOf(Object object) {
            return captures().getOrDefault(object, "part of the task");
        }

        String name() {
            return Captures.nameOf(root);
        }

        private Map<Object, String> captures() {
            if (captures == null) {
                captures = Captures.of(root);
            }
            return captures;
        }

        private int replace(Object object) throws IOException {
            if (inFrontNow != null) {
                return slotOf(inFrontNow);
            }
            if (root == null) {
                // The first object of a body is the task itself, as it is after any writeReplace.
                root = object;
                if (tracker != null && !(root instanceof SerializedLambda)) {
                    tracker.visitTask(root);
                }
                return -1;
            }
            if (slots.takes(object)) {
                return slots.leaf(object, labelOf(object));
            }
            int slot = !deferring
                            || !IdentityTracker.hasNoIdentity(object)
                                    && captures().containsKey(object)
                    ? slotOf(object)
                    : -1;
            if (slot < 0) {
                track(object);
            }
            return slot;
        }

        private int slotOf(Object capture) {
            if (deferring) {
                deferred.add(capture);
                return deferred.size() - 1;
            }
            return apart.getOrDefault(capture, -1);
        }

        private void track(Object object) {
            if (tracker != null) {
                tracker.visitWritten(object);
            }
        }
    }

    private Envelope.BodyForm formOf(Object task) {
        if (task instanceof Externalizable) {
            return Envelope.BodyForm.EXTERNALIZABLE;
        }
        return sharedObjects ? Envelope.BodyForm.OBJECT : Envelope.BodyForm.UNSHARED_OBJECT;
    }
}
