/**
 * What is captured again and again is compared with what it was ({@link io.github.claimcheck.recent.RecentLeaves},
 * {@link io.github.claimcheck.recent.RecentGraphs}), which is cheaper than to encode it again.
 */
package io.github.claimcheck.recent;
