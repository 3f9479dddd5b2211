/**
 * Claimcheck without an engine: {@link io.github.claimcheck.Settings}, the key of an object, and the root of the errors
 * that users see.
 *
 * <p>A task is split by {@link io.github.claimcheck.task.TaskEncoder}; what was taken out of it is in encoded form
 * ({@code codec}, {@code graph}) and goes into an {@link io.github.claimcheck.store.ObjectStore}.
 */
package io.github.claimcheck;
