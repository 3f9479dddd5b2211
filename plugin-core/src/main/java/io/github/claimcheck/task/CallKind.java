package io.github.claimcheck.task;

/**
 * How often, and on how many members, a task may run; decides what ends its claims. The order is part of the wire form.
 */
public enum CallKind {
    /** One member runs it once; the end of the run ends the claim. */
    SINGLE,
    /** One serialized form goes to several members; each runs it once. */
    MANY,
    /** Durable or scheduled: kept on several members, and may run again. */
    KEPT;

    private static final CallKind[] VALUES = values();

    static CallKind of(int ordinal) {
        if (ordinal < 0 || ordinal >= VALUES.length) {
            throw new IllegalArgumentException("unknown call kind " + ordinal);
        }
        return VALUES[ordinal];
    }
}
