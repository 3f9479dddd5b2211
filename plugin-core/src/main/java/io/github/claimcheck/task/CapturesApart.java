package io.github.claimcheck.task;

import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.recent.RecentGraphs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes the large captures of one task each by itself, where none shares an object with another or with the rest of
 * the task: apart, the object would become two. Not thread-safe.
 *
 * <p>For example, two lists that hold the same map must stay in one object; {@link IdentityTracker} notices the map
 * when the second list is encoded. If both hold the same {@code List.of(1)}, which Java serialization shows only as
 * what it is replaced by, the tracker knows that they may, and {@link HiddenObjects} counts whether they do.
 */
final class CapturesApart {

    private final RecentGraphs graphs;
    private final long thresholdBytes;
    private final SlotList slots;
    private final Object task;
    private final Envelope.BodyForm form;
    private final IdentityTracker tracker;
    private final Map<Object, Integer> slotsOfCaptures = new IdentityHashMap<>();

    /** @param mayRunOwnCode whether code by which classes write their objects may run, more than once */
    CapturesApart(
            RecentGraphs graphs,
            long thresholdBytes,
            SlotList slots,
            Object task,
            Envelope.BodyForm form,
            boolean mayRunOwnCode) {
        this.tracker = new IdentityTracker(mayRunOwnCode);
        this.graphs = graphs;
        this.thresholdBytes = thresholdBytes;
        this.slots = slots;
        this.task = task;
        this.form = form;
    }

    /**
     * {@return a writer of what remains of the task, or {@code null} if no capture can be, or need be, encoded apart}
     *
     * @param replaced the captures that must be written in front of the task
     * @throws IdentityTracker.SharedObjectException if captures share an object
     * @throws IdentityTracker.OwnCodeException before code would run that may not
     */
    BodyWriter encode(List<Object> replaced) throws IOException {
        var finding = new BodyWriter.FindingCaptures(task, form, slots, replaced, tracker);
        finding.write(OutputStream.nullOutputStream());
        var captures = finding.found();
        for (int i = 0; i < captures.size(); i++) {
            encode(captures.get(i), i + 1, captures.size() == 1, finding);
        }
        if (slotsOfCaptures.isEmpty()
                || tracker.mayHideShared()
                        && HiddenObjects.areShared(task, form, slotsOfCaptures.keySet(), slots::takes)) {
            return null;
        }
        tracker.enter(IdentityTracker.BODY);
        boolean comparedAll = slotsOfCaptures.size() == captures.size();
        var inFront = replaced.stream().filter(slotsOfCaptures::containsKey).toList();
        return new BodyWriter.CapturesOut(task, form, slots, inFront, comparedAll ? null : tracker, slotsOfCaptures);
    }

    private void encode(Object capture, int part, boolean only, BodyWriter finding) throws IOException {
        if (only) {
            tracker.enterLast(part);
        } else {
            tracker.enter(part);
        }
        var label = finding.labelOf(capture);
        var leafSlots = new ArrayList<Integer>();
        var graph = graphs.encode(capture, slots.writerInto(leafSlots, label), tracker);
        if (graph.key().length() >= thresholdBytes && slots.hasRoom()) {
            slotsOfCaptures.put(capture, slots.graph(graph, leafSlots, label));
        } else {
            tracker.mergeIntoBody(part);
        }
    }
}
