package io.github.claimcheck.benchmarks;

import com.hazelcast.memory.Capacity;
import io.github.claimcheck.benchmarks.Panel.Point;
import io.github.claimcheck.benchmarks.cluster.Sample;
import io.github.claimcheck.benchmarks.workload.OneArray;
import io.github.claimcheck.benchmarks.workload.OneArrayByHand;
import io.github.claimcheck.benchmarks.workload.Repeated;
import io.github.claimcheck.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which curves to measure, and how. */
final class CurveOptions {

    /** Small payloads are repeated until a round takes long enough to be measured. */
    private static final int ROUND_BYTES = 10 * 1024 * 1024;

    private static final int MOST_REPETITIONS = 50;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10k,30k,100k,300k,1m,3m,10m,50m",
            description = "Of the array that all tasks capture (default 10k,30k,100k,300k,1m,3m,10m,50m).")
    private List<String> sizes;

    @Option(
            names = "--tasks",
            split = ",",
            defaultValue = "1,20",
            description = "How many tasks capture the array; a chart for each number (default 1,20).")
    private List<Integer> tasks;

    List<Panel> measure(List<Variant> variants, Measurement measurement) throws IOException {
        var panels = new ArrayList<Panel>();
        for (int number : tasks) {
            var title = number == 1 ? "one task" : number + " tasks capture one array";
            System.out.println(title);
            var points = new ArrayList<Point>();
            for (var size : sizes) {
                points.add(point(variants, measurement, number, (int)
                        Capacity.parse(size).bytes()));
            }
            panels.add(new Panel(title, points));
        }
        return panels;
    }

    private static Point point(List<Variant> variants, Measurement measurement, int tasks, int bytes)
            throws IOException {
        int times = Math.max(1, Math.min(MOST_REPETITIONS, ROUND_BYTES / bytes));
        var work = new LinkedHashMap<Variant, Workload>();
        for (var variant : variants) {
            work.put(variant, new Repeated(workload(variant, tasks, bytes), times));
        }
        var seconds = new LinkedHashMap<String, Summary>();
        measurement
                .run(work, Metric.TIME)
                .forEach((variant, samples) -> seconds.put(variant.title(), each(samples, times)));
        print(bytes, seconds);
        return new Point(bytes, seconds);
    }

    private static Workload workload(Variant variant, int tasks, int bytes) {
        return variant.equals(Variant.HAND) ? new OneArrayByHand(tasks, bytes) : new OneArray(tasks, bytes);
    }

    private static Summary each(List<Sample> samples, int times) {
        return Summary.of(
                samples.stream().mapToDouble(sample -> sample.seconds() / times).toArray());
    }

    private static void print(int bytes, Map<String, Summary> seconds) {
        System.out.printf(Locale.ROOT, "  %,8d KB", bytes / 1024);
        seconds.forEach(
                (title, summary) -> System.out.printf(Locale.ROOT, "  %s %.1f ms", title, summary.median() * 1e3));
        System.out.println();
    }
}
