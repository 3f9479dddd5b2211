/**
 * Decoded values that several tasks of one member get, because they are sure to only read them
 * ({@link io.github.claimcheck.sharing.PassingValues}), or because the user promises it
 * ({@link io.github.claimcheck.sharing.SharedValues}).
 */
package io.github.claimcheck.sharing;
