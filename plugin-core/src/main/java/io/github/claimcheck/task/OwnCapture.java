package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import java.util.Map;

/**
 * What a task captured, and what of it is stored.
 *
 * @param key the stored object that it was decoded from, or {@code null} if it was part of the task's body
 * @param leaves the keys of all leaves that were taken out of the task; by identity
 */
public record OwnCapture(ObjectKey key, Map<Object, ObjectKey> leaves) {

    /** {@return whether the object of that key was stored when the task was submitted} */
    public boolean includes(ObjectKey stored) {
        return stored.equals(key) || leaves.containsValue(stored);
    }
}
