package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.workload.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the table: what runs, what is measured, and what is to be reached.
 *
 * @param id for the command line
 * @param title for the table
 * @param byHand what an expert would write, or {@code null}
 */
record Row(String id, String title, Metric metric, Workload workload, Workload byHand, List<Goal> goals) {

    /** {@return what each variant runs, in the order of the table} */
    Map<Variant, Workload> work() {
        var work = new LinkedHashMap<Variant, Workload>();
        work.put(Variant.VALUE, workload);
        work.put(Variant.REFERENCE, workload);
        if (goals.stream().anyMatch(goal -> goal.variant().equals(Variant.SHARED))) {
            work.put(Variant.SHARED, workload);
        }
        if (byHand != null) {
            work.put(Variant.HAND, byHand);
        }
        return work;
    }
}
