package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.instance.BuildInfoProvider;
import java.util.Set;

/** The version of the engine, which the public API tells only of members, and what depends on it. */
public final class EngineVersion {

    private static final Set<String> TESTED = Set.of("5.5", "5.6", "5.7");

    private EngineVersion() {}

    /**
     * {@return whether futures of this engine read results on threads that may wait} 5.5 reads a client's results on
     * its network thread and hands nested data to the user, so results travel inline there.
     */
    public static boolean readsResultsOffIoThreads() {
        return !minor().equals("5.5");
    }

    /** {@return the version of the engine, as in 5.7.0} */
    public static String name() {
        return BuildInfoProvider.getBuildInfo().getVersion();
    }

    /** {@return whether the plugin was tested with this engine} */
    public static boolean isTested() {
        return TESTED.contains(minor());
    }

    private static String minor() {
        var version = name();
        int second = version.indexOf('.', version.indexOf('.') + 1);
        return second < 0 ? version : version.substring(0, second);
    }
}
