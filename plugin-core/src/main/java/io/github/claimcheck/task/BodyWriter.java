package io.github.claimcheck.task;

import io.github.claimcheck.TaskName;
import io.github.claimcheck.graph.GraphOutputStream;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.OwnCode;
import io.github.claimcheck.graph.Replacements;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one task as a body. Large leaves are taken out; what else is, the variants say. For one task, and not
 * thread-safe.
 */
abstract class BodyWriter implements GraphOutputStream.Replacer {

    private final Object task;
    private final Envelope.BodyForm form;
    private final SlotList slots;
    private final List<Object> inFront;
    private final IdentityTracker tracker;
    private GraphOutputStream out;
    private Object root;
    private Object inFrontNow;
    private Map<Object, String> captures;

    /**
     * @param inFront captures to be written in front of the task, which then refers to them: what stands for one there,
     *     stands for it everywhere
     * @param tracker is told of each object that is written in place; {@code null} if nobody needs to know
     */
    private BodyWriter(
            Object task, Envelope.BodyForm form, SlotList slots, List<Object> inFront, IdentityTracker tracker) {
        this.task = task;
        this.form = form;
        this.slots = slots;
        this.inFront = inFront;
        this.tracker = tracker;
    }

    /** {@return the slot of an object that is not a large leaf, or -1 to write it in place} */
    abstract int slotOf(Object object);

    /** {@return the slot of a capture that is written in front of the task, or -1} */
    int slotInFront(Object capture) {
        return slotOf(capture);
    }

    /** Takes out leaves only. */
    static final class LeavesOnly extends BodyWriter {

        LeavesOnly(Object task, Envelope.BodyForm form, SlotList slots) {
            super(task, form, slots, List.of(), null);
        }

        @Override
        int slotOf(Object object) {
            return -1;
        }
    }

    /**
     * Takes out all captures, and notes them, for a dry run that shows what is left of a task: its output is discarded.
     */
    static final class FindingCaptures extends BodyWriter {
        private final List<Object> found = new ArrayList<>();

        FindingCaptures(
                Object task, Envelope.BodyForm form, SlotList slots, List<Object> inFront, IdentityTracker tracker) {
            super(task, form, slots, inFront, tracker);
        }

        List<Object> found() {
            return found;
        }

        @Override
        int slotOf(Object object) {
            return isCapture(object) ? slotInFront(object) : -1;
        }

        @Override
        int slotInFront(Object capture) {
            found.add(capture);
            return found.size() - 1;
        }
    }

    /** Takes out captures that were encoded apart. */
    static final class CapturesOut extends BodyWriter {
        private final Map<Object, Integer> slotsOfCaptures;

        CapturesOut(
                Object task,
                Envelope.BodyForm form,
                SlotList slots,
                List<Object> inFront,
                IdentityTracker tracker,
                Map<Object, Integer> slotsOfCaptures) {
            super(task, form, slots, inFront, tracker);
            this.slotsOfCaptures = slotsOfCaptures;
        }

        @Override
        int slotOf(Object object) {
            return slotsOfCaptures.getOrDefault(object, -1);
        }
    }

    /** Writes the body. */
    final void write(OutputStream target) throws IOException {
        root = form == Envelope.BodyForm.EXTERNALIZABLE ? task : null;
        out = new GraphOutputStream(target, this);
        if (root != null) {
            out.runsOwnCode();
        }
        for (var capture : inFront) {
            inFrontNow = capture;
            out.writeObject(capture);
            inFrontNow = null;
        }
        form.write(task, out);
        out.end();
    }

    /** {@return whether what {@link #write} writes to may end it by an exception} */
    final boolean mayBeLeft() {
        return out == null || out.mayBeLeft();
    }

    final Envelope.BodyForm form() {
        return form;
    }

    final SlotList slots() {
        return slots;
    }

    /** {@return the task's name for people, once it is written} */
    final String name() {
        return TaskName.of(root).toString();
    }

    /** {@return what an object is to the task, for people} */
    final String labelOf(Object object) {
        return captures().getOrDefault(object, "part of the task");
    }

    /** {@return the captures that must be written in front of the task to be recognised in it} */
    final List<Object> replacedCaptures() {
        return replacedCaptures(root, form);
    }

    /** As the other, for a task that is not written yet. */
    static List<Object> replacedCaptures(Object root, Envelope.BodyForm form) {
        return root == null || form != Envelope.BodyForm.OBJECT ? List.of() : Captures.replacedIn(root);
    }

    /** {@return the object that is written for a task; {@code null} if only writing it tells} */
    static Object rootOf(Object task) {
        var lambda = PlainLambda.writtenFor(task);
        if (lambda != null) {
            return lambda;
        }
        return Replacements.isReplaced(task.getClass()) ? null : task;
    }

    final boolean isCapture(Object object) {
        return !IdentityTracker.hasNoIdentity(object) && captures().containsKey(object);
    }

    private Map<Object, String> captures() {
        if (captures == null) {
            captures = Captures.of(root);
        }
        return captures;
    }

    /** {@return whether the task, which is written, writes itself by code of its class} */
    final boolean rootHasOwnCode() {
        return form == Envelope.BodyForm.EXTERNALIZABLE || OwnCode.writes(root.getClass());
    }

    @Override
    public final void forget() {
        slots.forgetLeaves();
    }

    @Override
    public final void ownCodeBegins() {
        if (tracker != null) {
            tracker.ownCodeBegins();
        }
        slots.keepLeaves();
    }

    @Override
    public final int replace(Object object) throws IOException {
        return replace(object, false);
    }

    @Override
    public final int replaceNow(Object object) throws IOException {
        return replace(object, true);
    }

    private int replace(Object object, boolean mayChange) throws IOException {
        if (inFrontNow != null) {
            // What the stream shows is what the capture has replaced itself by.
            return slotInFront(inFrontNow);
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
            return mayChange ? slots.leafNow(object, labelOf(object)) : slots.leaf(object, labelOf(object));
        }
        int slot = slotOf(object);
        if (slot < 0 && tracker != null) {
            tracker.visitWritten(object);
        }
        return slot;
    }
}
