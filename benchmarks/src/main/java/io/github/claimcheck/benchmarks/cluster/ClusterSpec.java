package io.github.claimcheck.benchmarks.cluster;

import java.util.Map;

/**
 * What tells clusters of a run apart.
 *
 * @param plugin whether the drop-in jar is on the class path of members and clients
 * @param settings of the plugin
 */
public record ClusterSpec(boolean plugin, Map<String, String> settings) {

    /** Without the plugin. */
    public static final ClusterSpec STOCK = new ClusterSpec(false, Map.of());

    /** With the plugin. */
    public static ClusterSpec plugin(Map<String, String> settings) {
        return new ClusterSpec(true, Map.copyOf(settings));
    }

    String fileName() {
        return plugin ? ("plugin" + settings).replaceAll("[^a-zA-Z0-9]+", "-").replaceFirst("-$", "") : "stock";
    }
}
