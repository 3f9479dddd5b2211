package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;

/**
 * What travels in place of a large result.
 *
 * @param claimId the claim that the submitter ends
 * @param handedOn whether a thread of the submitter's engine has read it already, and could not wait for the result
 */
record ResultReference(ObjectKey key, long claimId, boolean handedOn) {}
