package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.Sample;
import io.github.claimcheck.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A row with its measurements. */
record RowResult(String id, String title, Metric metric, List<VariantResult> variants, List<GoalResult> goals) {

    record VariantResult(String title, Workload workload, Summary summary, List<Sample> samples) {

        double median(ToDoubleFunction<Sample> reading) {
            return Summary.of(samples.stream().mapToDouble(reading).toArray()).median();
        }
    }

    record GoalResult(String goal, double reached, boolean met) {}

    static RowResult of(Row row, Map<Variant, List<Sample>> samples) {
        var variants = samples.entrySet().stream()
                .map(entry -> new VariantResult(
                        entry.getKey().title(),
                        row.work().get(entry.getKey()),
                        summary(row.metric(), entry.getValue()),
                        entry.getValue()))
                .toList();
        var goals = row.goals().stream()
                .map(goal -> check(goal, row.metric(), samples))
                .toList();
        return new RowResult(row.id(), row.title(), row.metric(), variants, goals);
    }

    private static GoalResult check(Goal goal, Metric metric, Map<Variant, List<Sample>> samples) {
        double reached = goal.reached(
                summary(metric, samples.get(goal.variant())).median(),
                summary(metric, samples.get(goal.baseline())).median());
        return new GoalResult(goal.describe(), reached, goal.met(reached));
    }

    static Summary summary(Metric metric, List<Sample> samples) {
        return Summary.of(samples.stream().mapToDouble(metric::of).toArray());
    }

    /** {@return the result of a variant, or {@code null} if it did not run} */
    VariantResult find(Variant variant) {
        return variants.stream()
                .filter(result -> result.title().equals(variant.title()))
                .findFirst()
                .orElse(null);
    }

    /** {@return how many times better than by value a variant is} */
    double ratio(Variant variant) {
        return find(Variant.VALUE).summary().median() / find(variant).summary().median();
    }
}
