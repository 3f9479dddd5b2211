package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import java.util.Set;

/**
 * What a task captured, and what of it is stored.
 *
 * @param key the stored object that it was decoded from, or {@code null} if it was part of the task's body
 * @param leaves all leaves that were taken out of the task; by identity
 * @param stored the keys of those leaves, and the key
 */
public record OwnCapture(ObjectKey key, Set<Object> leaves, Set<ObjectKey> stored) {}
