package io.github.claimcheck.task;

import java.util.concurrent.Callable;

/** The interfaces of a task that the engine tests for on the executing member, as bits of an envelope. */
public final class TaskTraits {

    /** The task is a {@link Callable}. */
    public static final int CALLABLE = 1;
    /** The task is a {@link Runnable}. */
    public static final int RUNNABLE = 1 << 1;
    /** The task saves state between runs of a schedule. */
    public static final int STATEFUL = 1 << 2;

    static final int ALL = CALLABLE | RUNNABLE | STATEFUL;

    private TaskTraits() {}

    /** {@return the traits of {@code task}} */
    public static int of(Object task, boolean stateful) {
        return (task instanceof Callable ? CALLABLE : 0)
                | (task instanceof Runnable ? RUNNABLE : 0)
                | (stateful ? STATEFUL : 0);
    }
}
