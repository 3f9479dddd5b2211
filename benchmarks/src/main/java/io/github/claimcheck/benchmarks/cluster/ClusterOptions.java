package io.github.claimcheck.benchmarks.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * What all clusters of a run have in common.
 *
 * @param jar the drop-in jar
 * @param memberHeap the largest heap of a member, as the JVM takes it
 * @param clientHeap the largest heap of a client
 * @param settings of the plugin, where it runs
 * @param logs where the processes write
 */
public record ClusterOptions(Path jar, String memberHeap, String clientHeap, Map<String, String> settings, Path logs) {}
