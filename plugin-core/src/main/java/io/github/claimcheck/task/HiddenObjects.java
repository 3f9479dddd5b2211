package io.github.claimcheck.task;

import io.github.claimcheck.graph.GraphOutputStream;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.Replacements;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds objects that are in two parts of a task although no stream shows them, because they are replaced when they are
 * written. A stream writes each object once, so parts that share nothing have as many objects together as apart.
 */
final class HiddenObjects {

    private final Predicate<Object> isTakenOut;
    private boolean takesNext;
    private long count;

    private HiddenObjects(Predicate<Object> isTakenOut) {
        this.isTakenOut = isTakenOut;
    }

    @FunctionalInterface
    private interface Part {
        void write(ObjectOutputStream out) throws IOException;
    }

    /**
     * {@return whether captures that are to be encoded apart share an object with each other or with the rest}
     *
     * @param apart by identity
     * @param isLeaf tells what is taken out of every part, and may be shared
     * @throws IOException as Java serialization does
     */
    static boolean areShared(Object task, Envelope.BodyForm form, Collection<Object> apart, Predicate<Object> isLeaf)
            throws IOException {
        var inFront = apart.stream()
                .filter(capture -> Replacements.isReplaced(capture.getClass()))
                .toList();
        long inParts = count(isLeaf.or(apart::contains), inFront, out -> form.write(task, out));
        for (var capture : apart) {
            inParts += count(isLeaf, List.of(), out -> out.writeObject(capture));
        }
        return inParts > count(isLeaf, List.of(), out -> form.write(task, out));
    }

    private static long count(Predicate<Object> isTakenOut, Collection<Object> inFront, Part part) throws IOException {
        var counter = new HiddenObjects(isTakenOut);
        var out = new GraphOutputStream(OutputStream.nullOutputStream(), counter::replace);
        for (var one : Replacements.ALWAYS_ONE) {
            out.writeObject(one);
        }
        for (var capture : inFront) {
            counter.takesNext = true;
            out.writeObject(capture);
            counter.takesNext = false;
        }
        counter.count = 0;
        part.write(out);
        return counter.count;
    }

    private int replace(Object object) {
        if (takesNext || isTakenOut.test(object)) {
            return 0;
        }
        if (!IdentityTracker.hasNoIdentity(object)) {
            count++;
        }
        return -1;
    }
}
