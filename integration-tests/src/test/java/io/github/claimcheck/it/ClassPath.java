package io.github.claimcheck.it;

import com.hazelcast.core.HazelcastInstance;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a user's JVM has on its class path: the engine, the user's own classes, and perhaps the drop-in jar. */
final class ClassPath {

    private ClassPath() {}

    static List<Path> with(boolean plugin) {
        var path = new ArrayList<Path>();
        path.add(locationOf(ClassPath.class));
        path.add(locationOf(HazelcastInstance.class));
        if (plugin) {
            path.add(Path.of(System.getProperty("claimcheck.jar")));
        }
        return path;
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
