package io.github.claimcheck.benchmarks.cluster;

import java.time.Duration;
import java.util.List;

/** What processes and the network have counted so far. */
record Cost(long loopbackBytes, Duration members, Duration client, long memberResidentBytes, long clientResidentBytes) {

    static Cost of(List<JavaProcess> members, JavaProcess client) {
        return new Cost(
                ProcFiles.loopbackBytes(),
                members.stream().map(JavaProcess::cpu).reduce(Duration.ZERO, Duration::plus),
                client.cpu(),
                members.stream().mapToLong(JavaProcess::peakResidentBytes).max().orElse(0),
                client.peakResidentBytes());
    }

    Sample since(Cost before, Reply reply) {
        return new Sample(
                reply.value(),
                0,
                loopbackBytes - before.loopbackBytes,
                seconds(members.minus(before.members)),
                seconds(client.minus(before.client)),
                reply.peakHeapBytes(),
                memberResidentBytes,
                clientResidentBytes);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
