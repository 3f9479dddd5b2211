/** Clusters whose members and clients differ in version, or in having the jar. */
package io.github.claimcheck.it.versions;
