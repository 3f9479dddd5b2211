package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;

/**
 * What travels in place of a large result.
 *
 * @param claimId the claim that the submitter ends
 * @param handedOn whether the submitter's engine has read it already, and reads it again for the user
 */
record ResultReference(ObjectKey key, long claimId, boolean handedOn) {}
