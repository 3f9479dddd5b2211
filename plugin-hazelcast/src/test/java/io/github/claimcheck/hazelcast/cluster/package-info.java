/**
 * Clusters in the process of a test, and what tests need to steer tasks on them. Begin with
 * {@link io.github.claimcheck.hazelcast.cluster.TestCluster}.
 */
package io.github.claimcheck.hazelcast.cluster;
