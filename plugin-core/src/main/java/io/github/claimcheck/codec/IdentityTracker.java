package io.github.claimcheck.codec;

import java.util.IdentityHashMap;

/**
 * Notices objects that are reachable from two separately encoded parts of one task.
 *
 * <p>Parts of a task that share an object (other than a leaf, or a value without identity) must be encoded together, or the
 * object would become two. Every encoder of a part reports each object it writes; the first report decides which part owns the
 * object, and a report from another part throws {@link SharedObjectException}. Not thread-safe.
 */
public final class IdentityTracker {

    private final IdentityHashMap<Object, Integer> owners = new IdentityHashMap<>();
    private int part;

    /** Makes {@code part} the owner of the objects reported from now on. {@return the part in force before} */
    public int enter(int newPart) {
        int previous = part;
        part = newPart;
        return previous;
    }

    /** Forgets what {@code from} owns by giving it to {@code to}; used when a part turns out too small to travel apart. */
    public void merge(int from, int to) {
        owners.replaceAll((object, owner) -> owner == from ? to : owner);
    }

    /** Reports an object about to be written by the current part. */
    public void visit(Object object) throws SharedObjectException {
        if (hasNoIdentity(object)) {
            return;
        }
        var owner = owners.putIfAbsent(object, part);
        if (owner != null && owner != part) {
            throw new SharedObjectException();
        }
    }

    /** {@return whether nobody can tell two equal instances apart but by {@code ==} on a value type} */
    public static boolean hasNoIdentity(Object object) {
        return object instanceof String
                || object instanceof Number && object.getClass().getName().startsWith("java.lang.")
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Enum<?>
                || object instanceof Class<?>;
    }

    /** Thrown through an encoder when two parts share an object. Carries no stack: it is a signal, not a failure. */
    public static final class SharedObjectException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SharedObjectException() {
            super("two captures share an object", null, false, false);
        }
    }
}
