/**
 * Clusters of JVMs that tests start: what a user would put on their class paths and into their configuration, and what
 * became of them. Begin with {@link io.github.claimcheck.it.process.Cluster}.
 */
package io.github.claimcheck.it.process;
