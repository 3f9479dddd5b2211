package io.github.claimcheck.hazelcast;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out when a task that was sent to a choice of members has arrived wherever it was sent. A member that says
 * twice, some time apart, that it has not seen the task was not meant; one that does not answer may still have it in
 * its queues, and is waited for until it answers or leaves the cluster. Not thread-safe.
 */
final class Settlement {

    private static final long BETWEEN_ANSWERS = Duration.ofSeconds(2).toNanos();

    private final Map<UUID, Long> firstDenied = new HashMap<>();
    private final Set<UUID> answered = new HashSet<>();

    void answer(UUID member, boolean seen, long now) {
        if (seen || now - firstDenied.computeIfAbsent(member, first -> now) >= BETWEEN_ANSWERS) {
            answered.add(member);
        }
    }

    boolean isSettled(Collection<UUID> otherMembers) {
        return answered.containsAll(otherMembers);
    }
}
