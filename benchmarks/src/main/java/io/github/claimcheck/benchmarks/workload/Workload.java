package io.github.claimcheck.benchmarks.workload;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.hazelcast.core.HazelcastInstance;

/**
 * Something to measure, written as by a user who knows nothing of references: the same code runs by value and by
 * reference. Immutable; its fields are its parameters, in bytes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS, property = "workload")
public interface Workload {

    /**
     * Makes the input of one round. Not timed.
     *
     * @param client a client of the cluster that runs the tasks
     * @param seed different for each round, so that no round finds what an earlier one stored
     */
    Round prepare(HazelcastInstance client, long seed);

    /** One round, run once. */
    @FunctionalInterface
    interface Round {

        /** Submits all tasks and waits for their results. Timed. */
        void run() throws Exception;

        /** Removes what the user's code left in the cluster. Not timed. */
        default void cleanUp() throws Exception {}
    }
}
