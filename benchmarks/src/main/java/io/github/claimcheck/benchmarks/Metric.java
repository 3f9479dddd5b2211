package io.github.claimcheck.benchmarks;

import io.github.claimcheck.benchmarks.cluster.Sample;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is compared in a row; less is better. */
enum Metric {
    TIME(Sample::seconds, "%.3f s"),
    NEIGHBOUR_LATENCY(Sample::neighbourMillis, "%.2f ms"),
    PEAK_HEAP(sample -> sample.peakHeapBytes() / 1048576.0, "%.0f MB");

    private final ToDoubleFunction<Sample> reading;
    private final String format;

    Metric(ToDoubleFunction<Sample> reading, String format) {
        this.reading = reading;
        this.format = format;
    }

    double of(Sample sample) {
        return reading.applyAsDouble(sample);
    }

    String show(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
