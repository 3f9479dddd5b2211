package io.github.claimcheck.store;

/**
 * A statement that a task (or a result under way) needs a stored object.
 *
 * <p>A claim has one id for all objects of the task, and one or more holders, each with its own lease: the submitter
 * until the task has arrived, then every member that keeps the task.
 *
 * @param id the id of the task or result; random, unique in the cluster
 * @param holder who holds it: {@link #SUBMITTER}, or a member's number, which is positive; other negative numbers are
 *     the store's own
 */
public record Claim(long id, long holder) {

    /** The holder while the task is under way. */
    public static final long SUBMITTER = 0;

    /** In a release: all holders at once, because nobody needs the object for this task any more. */
    public static final long ALL_HOLDERS = -1;
}
