/**
 * The plugin of an instance ({@code Plugin}). A submitter's side begins at {@code TaskSerializer}, the executing
 * member's at {@code TaskEnvelope} and {@code LiveTasks}; results go through {@code Results}.
 */
package io.github.claimcheck.hazelcast;
