package io.github.claimcheck.it;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import io.github.claimcheck.it.program.EveryCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where settings may be written: in the configuration, or as system properties, over which the configuration wins. */
final class SettingSourcesIT {

    private static final Duration END = Duration.ofSeconds(60);

    private static final Options AS_SYSTEM_PROPERTY = Options.PLUGIN.withJvm("-Dclaimcheck.threshold=70KB");
    private static final Options AS_BOTH = AS_SYSTEM_PROPERTY.with("claimcheck.threshold", "50KB");

    @Test
    void startMember_settingInBoth_configurationWins() {
        try (var cluster = new Cluster("SettingSourcesIT-member", AS_BOTH)) {
            cluster.startMember().awaitPrinted(" threshold=50KB,", END);
        }
    }

    @Test
    void start_systemProperty_isUsedByMemberAndClient() {
        try (var cluster = new Cluster("SettingSourcesIT", AS_SYSTEM_PROPERTY)) {
            cluster.startMember().awaitPrinted(" threshold=70KB,", END);
            cluster.awaitMembers(1);
            cluster.startProgram(EveryCall.class, "client", "executor", "10").awaitPrinted(" threshold=70KB,", END);
        }
    }

    @Test
    void startClient_settingInBoth_configurationWins() {
        try (var cluster = Cluster.start("SettingSourcesIT-client", 1, Options.PLUGIN)) {
            cluster.startProgram(AS_BOTH, EveryCall.class, "client", "executor", "10")
                    .awaitPrinted(" threshold=50KB,", END);
        }
    }
}
