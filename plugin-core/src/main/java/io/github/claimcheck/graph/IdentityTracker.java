package io.github.claimcheck.graph;

import io.github.claimcheck.graph.Replacements.Family;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Notices objects that are reachable from two separately encoded parts of one task.
 *
 * <p>Parts of a task that share an object (other than a leaf, or a value without identity) must be encoded together, or
 * the object would become two. Every encoder of a part reports each object it writes; the first report decides which
 * part owns the object, and a report from another part throws {@link SharedObjectException}. Not thread-safe.
 *
 * <p>Java serialization does not show objects that are replaced when they are written, like {@link java.util.List#of}.
 * Whether parts share such objects is known only as far as {@link #mayHideShared} says.
 */
public final class IdentityTracker {

    /** The part that is not encoded separately: what stays in the task's own body. */
    public static final int BODY = 0;

    private static final int FEW = 8;

    private final IdentityHashMap<Object, Integer> owners = new IdentityHashMap<>();
    private final BitSet inBody = new BitSet();
    private final Map<Family, BitSet> holders = new EnumMap<>(Family.class);
    private final Set<Family> hidden = EnumSet.noneOf(Family.class);
    private final BitSet writers = new BitSet();
    private Object[] few;
    private int part = BODY;
    private boolean comparesOnly;
    private Class<?> recentType;
    private Family recentFamily;

    private final boolean mayRunOwnCode;

    /**
     * Makes a tracker that has seen nothing.
     *
     * @param mayRunOwnCode whether classes may write objects by code of their own, more than once and in part
     */
    public IdentityTracker(boolean mayRunOwnCode) {
        this.mayRunOwnCode = mayRunOwnCode;
    }

    /** Makes {@code newPart} the owner of the objects reported from now on. */
    public void enter(int newPart) {
        part = newPart;
        comparesOnly = false;
    }

    /** Gives what {@code finished} owns to the body, because that part turned out too small to travel apart. */
    public void mergeIntoBody(int finished) {
        inBody.set(finished);
    }

    /**
     * Announces that the part encoded next is the last one: its objects are compared with those seen so far but need
     * not be remembered, which saves the cost of remembering them.
     */
    public void enterLast(int newPart) {
        few = owners.size() <= FEW ? owners.keySet().toArray() : null;
        part = newPart;
        comparesOnly = true;
    }

    /** Reports an object about to be written by the current part. */
    public void visit(Object object) {
        if (hasNoIdentity(object)) {
            return;
        }
        var family = familyOf(object.getClass());
        if (family != null) {
            if (Replacements.isAlwaysOne(object)) {
                return;
            }
            holders.computeIfAbsent(family, none -> new BitSet()).set(part);
        }
        report(object);
    }

    /**
     * Reports an object about to be written by Java serialization, which shows only what {@code writeReplace} returned:
     * that stands for an object which another part may hold too, and is a new one each time.
     */
    public void visitWritten(Object object) {
        if (hasNoIdentity(object)) {
            return;
        }
        visit(object);
        var family = familyOf(object.getClass());
        if (family == null) {
            visitWrittenOfUser(object);
        } else if (!Replacements.isAlwaysOne(object)) {
            hidden.add(family);
        }
    }

    private void visitWrittenOfUser(Object object) {
        var type = object.getClass();
        if (Replacements.mayBeOne(type)) {
            report(type);
        } else if (Replacements.mayReplace(type)) {
            writers.set(part);
        }
    }

    /**
     * Reports that a class is about to write an object by code of its own; throws {@link OwnCodeException} if not yet.
     */
    public void ownCodeBegins() {
        if (!mayRunOwnCode) {
            throw new OwnCodeException();
        }
    }

    /** Reports the task itself, which no replacement stands for. */
    public void visitTask(Object task) {
        visit(task);
        if (Replacements.mayBeOne(task.getClass())) {
            report(task.getClass());
        }
    }

    /**
     * {@return whether parts, of which at least one was written by Java serialization, hold objects of a kind that it
     * does not show}
     */
    public boolean mayHideShared() {
        return spansSeveralParts(writers) || hidden.stream().map(holders::get).anyMatch(this::spansSeveralParts);
    }

    private boolean spansSeveralParts(BitSet parts) {
        return parts.stream().map(this::effective).distinct().count() > 1;
    }

    private Family familyOf(Class<?> type) {
        if (type != recentType) {
            recentType = type;
            recentFamily = Replacements.familyOf(type);
        }
        return recentFamily;
    }

    private void report(Object object) {
        if (comparesOnly) {
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
        return object instanceof Enum<?>
                || object instanceof Class<?>
                || object != null && isValueType(object.getClass());
    }

    /** {@return whether objects of that class are strings or boxed values} */
    public static boolean isValueType(Class<?> type) {
        return type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Boolean.class
                || type == Character.class
                || type == Byte.class
                || type == Short.class
                || type == Float.class;
    }

    /** Thrown through an encoder before it would run code that may run only once. Carries no stack. */
    public static final class OwnCodeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnCodeException() {
            super("a class writes its objects itself", null, false, false);
        }
    }

    /** Thrown through an encoder when two parts share an object. Carries no stack: it is a signal, not a failure. */
    public static final class SharedObjectException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SharedObjectException() {
            super("two captures share an object", null, false, false);
        }
    }
}
