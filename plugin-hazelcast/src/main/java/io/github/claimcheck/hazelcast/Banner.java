package io.github.claimcheck.hazelcast;

import com.hazelcast.logging.ILogger;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.internal.EngineVersion;
import java.util.Objects;

/** The line that says that the plugin is there, and with which settings. */
final class Banner {

    private Banner() {}

    static void log(ILogger logger, Settings settings) {
        var version = Objects.requireNonNullElse(Banner.class.getPackage().getImplementationVersion(), "(development)");
        logger.info("Claimcheck " + version + ": " + settings.describe());
        if (!EngineVersion.isTested()) {
            logger.warning("Claimcheck was not tested with Hazelcast " + EngineVersion.name()
                    + ". It works as far as it can; look for a newer version of the plugin.");
        }
    }
}
