package io.github.claimcheck.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Curves of time against payload size, for one number of tasks.
 *
 * @param points in the order of their sizes
 */
record Panel(String title, List<Point> points) {

    /**
     * What one payload size took.
     *
     * @param payloadBytes the array that all tasks capture
     * @param secondsByVariant until the last result was there, by the title of the variant
     */
    record Point(int payloadBytes, Map<String, Summary> secondsByVariant) {}
}
