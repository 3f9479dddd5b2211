package io.github.claimcheck.codec;

import java.util.BitSet;
import java.util.IdentityHashMap;

/**
 * Notices objects that are reachable from two separately encoded parts of one task.
 *
 * <p>Parts of a task that share an object (other than a leaf, or a value without identity) must be encoded together, or
 * the object would become two. Every encoder of a part reports each object it writes; the first report decides which
 * part owns the object, and a report from another part throws {@link SharedObjectException}. Not thread-safe.
 */
public final class IdentityTracker {

    /** The part that is not encoded separately: what stays in the task's own body. */
    public static final int BODY = 0;

    private static final int FEW = 8;

    private final IdentityHashMap<Object, Integer> owners = new IdentityHashMap<>();
    private final BitSet inBody = new BitSet();
    private Object[] few;
    private int part = BODY;

    /** Makes {@code newPart} the owner of the objects reported from now on. */
    public void enter(int newPart) {
        part = newPart;
    }

    /** Gives what {@code finished} owns to the body, because that part turned out too small to travel apart. */
    public void mergeIntoBody(int finished) {
        inBody.set(finished);
    }

    /**
     * Announces that the part encoded next is the last one: its objects are compared with those seen so far but need
     * not be remembered, which saves the cost of remembering them.
     */
    public void lastPart() {
        few = owners.size() <= FEW ? owners.keySet().toArray() : null;
        part = -1;
    }

    /** Reports an object about to be written by the current part. */
    public void visit(Object object) {
        if (!hasNoIdentity(object)) {
            report(object);
        }
    }

    /**
     * Reports an object about to be written by Java serialization, which shows only what {@code writeReplace} returned:
     * that stands for an object which another part may hold too, and is a new one each time.
     */
    public void visitWritten(Object object) {
        visit(object);
        if (Replacements.mayBeOne(object.getClass())) {
            report(object.getClass());
        }
    }

    private void report(Object object) {
        if (part < 0) {
            compareOnly(object);
            return;
        }
        var owner = owners.putIfAbsent(object, part);
        if (owner != null && effective(owner) != effective(part)) {
            throw new SharedObjectException();
        }
    }

    private void compareOnly(Object object) {
        if (few == null) {
            if (owners.containsKey(object)) {
                throw new SharedObjectException();
            }
            return;
        }
        for (var seen : few) {
            if (seen == object) {
                throw new SharedObjectException();
            }
        }
    }

    private int effective(int owner) {
        return inBody.get(owner) ? BODY : owner;
    }

    /** {@return whether only {@code ==} on a value type could tell equal instances apart} */
    public static boolean hasNoIdentity(Object object) {
        return object instanceof String
                || object instanceof Integer
                || object instanceof Long
                || object instanceof Double
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Byte
                || object instanceof Short
                || object instanceof Float
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
