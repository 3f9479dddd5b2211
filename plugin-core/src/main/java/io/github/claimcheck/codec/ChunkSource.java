package io.github.claimcheck.codec;

import io.github.claimcheck.ObjectKey;

/**
 * An object in encoded form, cut into chunks.
 *
 * <p>Each chunk is an array that starts with {@link #HEADROOM} bytes that belong to the store, which may write its own
 * header there, so that the array can be stored as it is, without a copy. The payload follows and ends with the array.
 * All chunks but the last carry the same number of payload bytes.
 */
public interface ChunkSource {

    /** The bytes at the start of each chunk array that are reserved for the store. */
    int HEADROOM = 20;

    /** {@return the identity of the content} */
    ObjectKey key();

    /** {@return how many chunks there are; at least one, also for empty content} */
    int chunkCount();

    /**
     * {@return the array of the chunk, {@link #HEADROOM} bytes and the payload}
     *
     * <p>The same array may be given to several callers, each of which may write what follows from the payload to its
     * headroom; nobody changes the payload. An implementation may encode the chunk in this call.
     *
     * @throws ContentChangedException if the chunk is encoded now, and the object is not what it was when the key was
     *     computed
     */
    byte[] chunk(int index);
}
