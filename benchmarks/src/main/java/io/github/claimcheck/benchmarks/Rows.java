package io.github.claimcheck.benchmarks;

import static io.github.claimcheck.benchmarks.Goal.timesBetter;
import static io.github.claimcheck.benchmarks.Goal.withinHand;
import static io.github.claimcheck.benchmarks.Variant.REFERENCE;
import static io.github.claimcheck.benchmarks.Variant.SHARED;

import io.github.claimcheck.benchmarks.workload.Graph;
import io.github.claimcheck.benchmarks.workload.HandOver;
import io.github.claimcheck.benchmarks.workload.LargeResults;
import io.github.claimcheck.benchmarks.workload.OneArray;
import io.github.claimcheck.benchmarks.workload.OneArrayByHand;
import io.github.claimcheck.benchmarks.workload.Repeated;
import io.github.claimcheck.benchmarks.workload.SmallTasks;
import io.github.claimcheck.benchmarks.workload.UniqueArrays;
import io.github.claimcheck.benchmarks.workload.Workload;
import java.util.List;

/** The rows of the table. */
final class Rows {

    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    private static final Workload SHARED_10_MB = new OneArray(200, 10 * MB);
    private static final Workload SHARED_10_MB_BY_HAND = new OneArrayByHand(200, 10 * MB);

    static final List<Row> ALL = List.of(
            new Row(
                    "shared10",
                    "200 tasks capture one array of 10 MB",
                    Metric.TIME,
                    SHARED_10_MB,
                    SHARED_10_MB_BY_HAND,
                    List.of(
                            timesBetter(REFERENCE, 6),
                            withinHand(REFERENCE, 2),
                            timesBetter(SHARED, 13),
                            withinHand(SHARED, 1.1))),
            new Row(
                    "shared1",
                    "200 tasks capture one array of 1 MB",
                    Metric.TIME,
                    new OneArray(200, MB),
                    new OneArrayByHand(200, MB),
                    List.of(timesBetter(REFERENCE, 3), withinHand(SHARED, 1.1))),
            time(
                    "graph",
                    "100 tasks capture one map of 200,000 lists",
                    new Graph(100, 200_000),
                    timesBetter(REFERENCE, 3),
                    timesBetter(SHARED, 30)),
            new Row(
                    "mixed",
                    "200 tasks capture one array of 10 MB, and 2 KB each",
                    Metric.TIME,
                    new OneArray(200, 10 * MB, 2 * KB, false, 0),
                    new OneArrayByHand(200, 10 * MB, 2 * KB, 0),
                    List.of(
                            timesBetter(REFERENCE, 6),
                            withinHand(REFERENCE, 2),
                            timesBetter(SHARED, 13),
                            withinHand(SHARED, 1.1))),
            time("unique", "40 tasks capture 10 MB each", new UniqueArrays(40, 10 * MB), timesBetter(REFERENCE, 1)),
            time("results", "40 tasks return 10 MB each", new LargeResults(40, 10 * MB), timesBetter(REFERENCE, 1)),
            time(
                    "handover",
                    "a result of 50 MB is passed on to the next task",
                    new HandOver(50 * MB),
                    timesBetter(REFERENCE, 1)),
            time(
                    "small",
                    "20,000 tasks capture 1 KB each, 1,000 in flight",
                    new SmallTasks(20_000, KB, 1_000),
                    timesBetter(REFERENCE, 0.97)),
            new Row(
                    "neighbours",
                    "99th percentile of another client's reads of 1 KB, beside the first workload",
                    Metric.NEIGHBOUR_LATENCY,
                    new Repeated(SHARED_10_MB, 5),
                    new Repeated(SHARED_10_MB_BY_HAND, 5),
                    List.of(timesBetter(REFERENCE, 5))),
            // By value manages some 40 such tasks a second, by reference several hundred.
            new Row(
                    "paced",
                    "the same, beside 20 tasks a second that capture one array of 10 MB",
                    Metric.NEIGHBOUR_LATENCY,
                    new OneArray(200, 10 * MB, 0, false, 20),
                    new OneArrayByHand(200, 10 * MB, 0, 20),
                    List.of()),
            time(
                    "durable",
                    "50 durable tasks capture one array of 10 MB",
                    new OneArray(50, 10 * MB, 0, true, 0),
                    timesBetter(REFERENCE, 10)),
            new Row(
                    "heap",
                    "peak heap of a member, garbage included, during the first workload",
                    Metric.PEAK_HEAP,
                    SHARED_10_MB,
                    SHARED_10_MB_BY_HAND,
                    List.of(timesBetter(REFERENCE, 2), timesBetter(SHARED, 4))),
            new Row(
                    "first",
                    "one task captures 50 MB",
                    Metric.TIME,
                    new OneArray(1, 50 * MB),
                    new OneArrayByHand(1, 50 * MB),
                    List.of(new Goal(REFERENCE, Variant.VALUE, Goal.Bound.TIMES_THE_COST, 1.3))));

    private Rows() {}

    private static Row time(String id, String title, Workload workload, Goal... goals) {
        return new Row(id, title, Metric.TIME, workload, null, List.of(goals));
    }

    /** {@return the rows with these ids, in the order of the table; all if there are none} */
    static List<Row> select(List<String> ids) {
        var unknown = ids.stream()
                .filter(id -> ALL.stream().noneMatch(row -> row.id().equals(id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No such rows: " + unknown + "; there are "
                    + ALL.stream().map(Row::id).toList());
        }
        return ALL.stream()
                .filter(row -> ids.isEmpty() || ids.contains(row.id()))
                .toList();
    }
}
