package io.github.claimcheck.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jars;
import io.github.claimcheck.it.process.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Members without the user's classes get them from the client (deprecated in Hazelcast, but in use). */
final class UserCodeIT {

    @Test
    void clientDeploysItsClasses_storedObjectsFindThem() {
        var enabled = """
                  user-code-deployment:
                    enabled: true
                """;
        var classes = """
                    classNames: ["%1$s", "%1$s$Carrying", "%1$s$Secret", "%1$s$Point", "%1$s$Kind"]
                """.formatted(FilterProgram.class.getName());
        var options = Options.PLUGIN.with("claimcheck.threshold", "10KB").withYaml(enabled, enabled + classes);
        var withoutUsersClasses = options.withClassPath(Jars.engine(), Jars.plugin());

        try (var cluster = Cluster.start("UserCodeIT", 1, withoutUsersClasses)) {
            var output = cluster.startProgram(options, FilterProgram.class)
                    .awaitSuccess(Duration.ofMinutes(3))
                    .printed();

            assertThat(output).contains("stored=true", "done").doesNotContain("DIFFERS", "threw");
        }
    }
}
