package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;

/** What travels in place of a large result: the stored object, and the claim that the submitter ends. */
record ResultReference(ObjectKey key, long claimId) {}
