package io.github.claimcheck.benchmarks;

import java.util.Arrays;

/**
 * The middle and the spread of several measurements.
 *
 * @param median of an even number, the mean of the two in the middle
 */
record Summary(double median, double min, double max) {

    /** @param values at least one; not changed */
    static Summary of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1]);
    }
}
