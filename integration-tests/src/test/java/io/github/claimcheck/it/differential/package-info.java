/** Runs random tasks by value and by reference and compares what users can see. */
package io.github.claimcheck.it.differential;
