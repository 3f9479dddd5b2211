package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;
import java.util.List;

/**
 * What travels in place of a large result.
 *
 * @param keys the result, and the leaves that were taken out of it, by their ordinals
 * @param claimId the claim that the submitter ends
 * @param handedOn whether the submitter's engine has read it already, and reads it again for the user
 */
record ResultReference(List<ObjectKey> keys, long claimId, boolean handedOn) {

    ObjectKey key() {
        return keys.get(0);
    }
}
