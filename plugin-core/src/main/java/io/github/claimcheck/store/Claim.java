package io.github.claimcheck.store;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A statement that a task (or a result under way) needs a stored object.
 *
 * <p>A claim has one id for all objects of the task, and one or more holders, each with its own lease: the submitter
 * until the task has arrived, then every member that keeps the task.
 *
 * @param id the id of the task or result; {@linkplain #newId random}, unique in the cluster
 * @param holder who holds it: {@link #SUBMITTER}, or a member's number, which is positive; other negative numbers are
 *     the store's own
 */
public record Claim(long id, long holder) {

    /** The holder while the task is under way. */
    public static final long SUBMITTER = 0;

    /** In a release: all holders at once, because nobody needs the object for this task any more. */
    public static final long ALL_HOLDERS = -1;

    /** {@return an id for another task or result; never 0, which says that a task has no claim} */
    public static long newId() {
        long id;
        do {
            id = ThreadLocalRandom.current().nextLong();
        } while (id == 0);
        return id;
    }
}
