package io.github.claimcheck.store;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.EncodedObject;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Holds encoded objects outside the tasks that use them. An object is written once and never changes; it stays readable
 * while somebody holds a claim on it whose lease has not ended, and for the linger time after that.
 *
 * <p>Safe for use by many threads, and by every member and client of a cluster at the same time. Sizes are bytes of the
 * encoded form.
 */
public interface ObjectStore extends AutoCloseable {

    /** What an object has to outlive. */
    enum Durability {
        /** The loss of any one member, from the moment it is stored. */
        BACKED_UP,
        /**
         * The loss of any one member, for a task that is likely to have ended in a moment. A store may see to backups
         * only after that, and store the object again until then if a member is lost.
         */
        BACKED_UP_LATER,
        /**
         * Nothing but its one reader's delay, for the result of a task. A store may keep it in one copy on this member,
         * whose end loses it, and may upload it though another member has it; so what needs the result longer than its
         * reader puts it again with more durability, and it gets that then.
         */
        LOCAL,
        /** What it outlives already, for a result that is stored as what its task captured; else as {@link #LOCAL}. */
        AS_STORED
    }

    /**
     * {@return whether the objects could be stored at a time, if nothing else were} Takes no round trip.
     *
     * @param objects all that a task needs; equal ones count once
     */
    boolean couldHold(Collection<? extends ChunkSource> objects);

    /** {@return the time by which a submission that begins now has to have stored all it needs} */
    Deadline newDeadline();

    /**
     * Claims an object, and stores it first if it is not there. An object that is there costs at most one round trip;
     * none if this store already holds it for an earlier task, in which case the claim is sent in the background; an
     * object that turns out to be gone then is stored again. Concurrent calls for one key in this store upload once.
     * After an exception the caller releases the claim, which may have been added.
     *
     * @param object the encoded object, which may be read until the claim has been sent; its chunks are handed over to
     *     the store
     * @param claim who needs the object, and for which task
     * @param durability what the object has to outlive
     * @param deadline until when the caller waits
     * @return whether it was uploaded; it is claimed either way
     * @throws StoreFullException if the object does not fit
     * @throws StoreException if it could not be stored or claimed in time; its claim ends, and what else is left behind
     *     goes within a lease
     */
    boolean put(ChunkSource object, Claim claim, Durability durability, Deadline deadline);

    /**
     * Reads an object. Never blocks.
     *
     * @param key the identity of the object's encoded content
     * @return completes with the verified object, or exceptionally: with {@link ObjectMissingException} or
     *     {@link ObjectDamagedException}, with {@link java.util.concurrent.TimeoutException} if the store does not
     *     answer in the time that it gives a fetch, or with the exception of what carries the store's messages
     */
    CompletableFuture<EncodedObject> fetch(ObjectKey key);

    /**
     * Starts new leases for claims, adding those that are not there. In the background, batched.
     *
     * @param keys the objects of one task
     * @param claim who needs the objects, and for which task
     * @param replaceSubmitter whether the submitter's own lease ends with this, because the task has arrived
     * @return completes with {@code false} if one of the objects is not stored
     */
    CompletionStage<Boolean> renew(Collection<ObjectKey> keys, Claim claim, boolean replaceSubmitter);

    /**
     * Ends claims; {@link Claim#ALL_HOLDERS} ends them for all holders. In the background, batched; never throws.
     *
     * @param keys the objects of one task
     * @param claim who needed them, and for which task
     */
    default void release(Collection<ObjectKey> keys, Claim claim) {
        release(keys, claim, Duration.ZERO);
    }

    /**
     * Ends claims after a delay, even if this process has exited by then. In the background, batched; never throws.
     *
     * @param keys the objects of one task
     * @param claim who needed them, and for which task; {@link Claim#ALL_HOLDERS} for all holders
     * @param after how much longer they are needed
     */
    void release(Collection<ObjectKey> keys, Claim claim, Duration after);

    /**
     * Ends what this store does in the background, after it has tried for a moment to send what is queued. Objects stay
     * for their claims, which are renewed no more; fetches under way, and calls from now on, may fail.
     */
    @Override
    void close();
}
