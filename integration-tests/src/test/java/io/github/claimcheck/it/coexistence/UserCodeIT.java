package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members without the user's classes get them from the client (deprecated in Hazelcast, but in use). */
final class UserCodeIT {

    private static final Map<String, String> SETTINGS = Map.of("claimcheck.threshold", "10KB");

    private final Cluster cluster = new Cluster(UserCodeIT.class);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void clientDeploysItsClasses_storedObjectsFindThem() {
        cluster.member(List.of(Jars.engine(), Jars.plugin()), SETTINGS, """
                  user-code-deployment:
                    enabled: true
                """);
        var client = """
                  user-code-deployment:
                    enabled: true
                    classNames: ["%1$s", "%1$s$Carrying", "%1$s$Secret", "%1$s$Point", "%1$s$Kind"]
                """.formatted(FilterProgram.class.getName());

        var output = cluster.program(
                        List.of(Jars.user(), Jars.engine(), Jars.plugin()), SETTINGS, client, FilterProgram.class)
                .result(Duration.ofMinutes(3));

        assertThat(output).contains("stored=true", "done").doesNotContain("DIFFERS", "threw");
    }
}
