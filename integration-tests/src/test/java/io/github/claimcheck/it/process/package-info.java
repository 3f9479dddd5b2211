/** JVMs that tests start: what a user would put on their class paths, and what became of them. */
package io.github.claimcheck.it.process;
