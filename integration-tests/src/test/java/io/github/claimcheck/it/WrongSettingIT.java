package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.program.EveryCall;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot be read stops the start, and the error says what to write instead. */
final class WrongSettingIT {

    @ParameterizedTest
    @CsvSource({
        "claimcheck.threshold, 64XB, 100KB",
        "claimcheck.threshold, -1, 100KB",
        "claimcheck.treshold, 64KB, claimcheck.threshold"
    })
    void start_wrongSetting_stopsWithErrorThatHelps(String setting, String value, String hint) {
        var options =
                TestCluster.Options.of(WrongSettingIT.class).withMembers(0).with(setting, value);
        try (var cluster = TestCluster.start(options)) {
            var member = cluster.startMember();

            await("end of " + member.log())
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !member.isAlive() || member.logText().contains("Exception in thread \"main\""));
            assertThat(member.logText()).contains(setting, hint).doesNotContain("is STARTED");
        }
    }

    @ParameterizedTest
    @CsvSource({"claimcheck.threshold, 64XB, 100KB"})
    void startClient_wrongSetting_stopsWithErrorThatHelps(String setting, String value, String hint) {
        var options =
                TestCluster.Options.of(WrongSettingIT.class).named("client").withMembers(1);
        try (var cluster = TestCluster.start(options)) {
            var client =
                    cluster.startProgram(true, Map.of(setting, value), "client", EveryCall.class, "executor", "10");

            await("end of " + client.log())
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !client.isAlive() || client.logText().contains("Exception in thread \"main\""));
            assertThat(client.logText()).contains(setting, hint);
            assertThat(client.outputLines()).isEmpty();
        }
    }
}
