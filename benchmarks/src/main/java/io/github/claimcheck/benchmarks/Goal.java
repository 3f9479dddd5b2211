package io.github.claimcheck.benchmarks;

import java.util.Locale;

/**
 * What a variant has to reach, beside another variant of the same row in the same run.
 *
 * @param variant which has to
 * @param baseline what it is compared with
 * @param bound in which direction
 * @param factor by how much
 */
record Goal(Variant variant, Variant baseline, Bound bound, double factor) {

    enum Bound {
        /** The baseline needs at least this many times as much. */
        TIMES_BETTER,
        /** The variant needs at most this many times as much. */
        TIMES_THE_COST
    }

    static Goal timesBetter(Variant variant, double factor) {
        return new Goal(variant, Variant.VALUE, Bound.TIMES_BETTER, factor);
    }

    static Goal withinHand(Variant variant, double factor) {
        return new Goal(variant, Variant.HAND, Bound.TIMES_THE_COST, factor);
    }

    /** {@return the factor that was reached} */
    double reached(double variantMedian, double baselineMedian) {
        return bound == Bound.TIMES_BETTER ? baselineMedian / variantMedian : variantMedian / baselineMedian;
    }

    boolean met(double reached) {
        return bound == Bound.TIMES_BETTER ? reached >= factor : reached <= factor;
    }

    String describe() {
        var text = bound == Bound.TIMES_BETTER ? "%s at least %sx better than %s" : "%s at most %sx of %s";
        return String.format(
                Locale.ROOT,
                text,
                variant.title(),
                Double.toString(factor).replaceFirst("\\.0$", ""),
                baseline.title());
    }
}
