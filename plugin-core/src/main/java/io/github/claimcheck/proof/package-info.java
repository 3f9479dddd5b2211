/**
 * Finds out from its bytecode whether a task only reads what it captured
 * ({@link io.github.claimcheck.proof.ReadOnlyProof}), so that nobody can tell a shared instance from a copy.
 */
package io.github.claimcheck.proof;
