/** The plugin beside what users have configured or put on the class path themselves. */
package io.github.claimcheck.it.coexistence;
