package io.github.claimcheck.it.process;

import com.hazelcast.core.HazelcastInstance;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What may lie on a class path. */
public final class Jars {

    private Jars() {}

    /** {@return the engine of the version under test} */
    public static Path engine() {
        return locationOf(HazelcastInstance.class);
    }

    /** {@return another version's engine, which the build copied} */
    public static Path engine(String version) {
        var jar = Path.of("target", "engines", "hazelcast-" + version + ".jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("The build has not copied " + jar);
        }
        return jar;
    }

    /** {@return the drop-in jar} */
    public static Path plugin() {
        return Path.of(System.getProperty("claimcheck.jar")).toAbsolutePath();
    }

    /** {@return the classes of the tests themselves, which stand for the user's} */
    public static Path user() {
        return locationOf(Jars.class);
    }

    /** {@return the jars that hold these types} */
    public static Path[] of(Class<?>... types) {
        return Stream.of(types).map(Jars::locationOf).toArray(Path[]::new);
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
