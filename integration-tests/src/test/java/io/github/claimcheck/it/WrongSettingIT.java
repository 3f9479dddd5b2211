package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
import io.github.claimcheck.it.program.EveryCall;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot be read stops the start, and the error says what to write instead. */
final class WrongSettingIT {

    private static final Duration END = Duration.ofSeconds(60);
    private static final String ERROR = "Exception in thread \"main\"";

    /** The first line behind the message. */
    private static final String TRACE = "\tat ";

    @ParameterizedTest
    @CsvSource({
        "claimcheck.threshold, 64XB, 100KB",
        "claimcheck.threshold, -1, 100KB",
        "claimcheck.treshold, 64KB, claimcheck.threshold"
    })
    void start_wrongSetting_stopsWithErrorThatHelps(String setting, String value, String hint) {
        try (var cluster = new Cluster("WrongSettingIT", Options.PLUGIN.with(setting, value))) {
            var member = cluster.startMember();

            member.awaitPrinted(ERROR, END).awaitPrinted(TRACE, END);
            assertThat(member.logText()).contains(setting, hint).doesNotContain("is STARTED");
        }
    }

    @ParameterizedTest
    @CsvSource({"claimcheck.threshold, 64XB, 100KB"})
    void startClient_wrongSetting_stopsWithErrorThatHelps(String setting, String value, String hint) {
        try (var cluster = Cluster.start("WrongSettingIT-client", 1, Options.PLUGIN)) {
            var client = cluster.startProgram(
                    Options.PLUGIN.with(setting, value), EveryCall.class, "client", "executor", "10");

            client.awaitPrinted(ERROR, END).awaitPrinted(TRACE, END);
            assertThat(client.logText()).contains(setting, hint);
            assertThat(client.outputLines()).isEmpty();
        }
    }
}
