/** The released server distribution with the jar in its {@code bin/user-lib}. */
package io.github.claimcheck.it.distribution;
