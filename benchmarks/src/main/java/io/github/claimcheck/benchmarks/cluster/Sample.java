package io.github.claimcheck.benchmarks.cluster;

/**
 * What one round cost.
 *
 * @param seconds from the first submission to the last result
 * @param neighbourMillis the 99th percentile of another client's reads meanwhile, or 0
 * @param loopbackBytes what crossed the network, or 0 where the system does not count
 * @param memberCpuSeconds of both members
 * @param clientCpuSeconds including the making of the input
 * @param peakHeapBytes of the larger member
 * @param memberResidentBytes the peak of the larger member
 * @param clientResidentBytes the peak of the client
 */
public record Sample(
        double seconds,
        double neighbourMillis,
        long loopbackBytes,
        double memberCpuSeconds,
        double clientCpuSeconds,
        long peakHeapBytes,
        long memberResidentBytes,
        long clientResidentBytes) {

    Sample withNeighbour(double millis) {
        return new Sample(
                seconds,
                millis,
                loopbackBytes,
                memberCpuSeconds,
                clientCpuSeconds,
                peakHeapBytes,
                memberResidentBytes,
                clientResidentBytes);
    }
}
