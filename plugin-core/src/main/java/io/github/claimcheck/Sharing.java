package io.github.claimcheck;

/** Whether the tasks that one member runs see the same instance of what they captured. */
public enum Sharing {
    /** Each task gets its own copy, as if it had travelled by value. */
    PRIVATE,
    /** All tasks of a member read one instance; the user promises that none of them writes to it. */
    SHARED
}
