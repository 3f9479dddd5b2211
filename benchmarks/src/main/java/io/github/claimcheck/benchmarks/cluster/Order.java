package io.github.claimcheck.benchmarks.cluster;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.claimcheck.benchmarks.workload.Workload;

/** What a client process is asked to do; one line of JSON on its standard input, answered by one {@link Reply}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS, property = "order")
sealed interface Order {

    /**
     * Run one round and say how many seconds it took.
     *
     * @param collectFirst whether the members collect their garbage before
     */
    record Run(Workload workload, long seed, boolean collectFirst) implements Order {}

    /** Start to read small entries, a thousand in a second. */
    record StartReading() implements Order {}

    /** Stop to read, and say the 99th percentile of what a read took, in milliseconds. */
    record StopReading() implements Order {}
}
