/**
 * Splits a task into an {@link io.github.claimcheck.task.Envelope} and the large objects that it refers to
 * ({@link io.github.claimcheck.task.TaskEncoder}), and makes a task of them again
 * ({@link io.github.claimcheck.task.BodyReader}).
 */
package io.github.claimcheck.task;
