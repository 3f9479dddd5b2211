package io.github.claimcheck.benchmarks.cluster;

/**
 * How a client process answers an {@link Order}.
 *
 * @param value what the order asks for
 * @param peakHeapBytes the largest heap of a member during a round, or 0
 * @param error what failed, or {@code null}
 */
record Reply(double value, long peakHeapBytes, String error) {}
