package io.github.claimcheck.benchmarks.workload;

import java.util.SplittableRandom;

/** Arrays of random numbers, and what tasks do with them. */
final class Doubles {

    private Doubles() {}

    static double[] random(int bytes, long seed) {
        return new SplittableRandom(seed).doubles(bytes / Double.BYTES).toArray();
    }

    static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** {@return a new array, each number one more} */
    static double[] increment(double[] numbers) {
        var result = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            result[i] = numbers[i] + 1;
        }
        return result;
    }
}
