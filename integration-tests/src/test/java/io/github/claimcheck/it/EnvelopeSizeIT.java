package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Ports;
import io.github.claimcheck.it.program.EnvelopeCalls;
import io.github.claimcheck.it.program.EnvelopeSizes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message that carries a task is longer than the threshold and a little more, whatever the task's shape. */
final class EnvelopeSizeIT extends LeakCheckedIT {

    private static final long THRESHOLD = 100 << 10;
    private static final long ALLOWANCE = 1 << 10;
    private static final String[] LARGE = {"-Xmx640m", "-Xss16m"};

    @Test
    void submit_anyShape_messageBelowThresholdAndOneKilobyte() {
        var byValue = start("EnvelopeSizeIT-stock", 2, STOCK.withJvm(LARGE)).run(EnvelopeSizes.class, "client");
        var byReference = start("EnvelopeSizeIT", 2, PATIENT.withJvm(LARGE)).run(EnvelopeSizes.class, "client");

        assertThat(byValue).hasSize(10);
        assertThat(results(byReference)).isEqualTo(results(byValue));
        assertThat(byValue)
                .filteredOn(line -> bytes(line) > THRESHOLD + ALLOWANCE)
                .hasSizeGreaterThan(4);
        assertThat(byReference)
                .allSatisfy(
                        line -> assertThat(bytes(line)).as(line).isPositive().isLessThan(THRESHOLD + ALLOWANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "member"})
    void everyCall_anyShape_messageBelowThresholdAndOneKilobyte(String role) {
        if (role.equals("member")) {
            allowRemovalPause();
        }
        var relay = Ports.free(1).get(0);
        var options = PATIENT.withJvm(LARGE);
        var cluster = role.equals("client")
                ? start("EnvelopeSizeIT-client", 2, options)
                : start("EnvelopeSizeIT-member", 1, options.withJvm("-Dhz.network.public-address=127.0.0.1:" + relay));

        var lines = cluster.run(EnvelopeCalls.class, role, "" + relay, "" + cluster.port(0));

        assertThat(lines).hasSize(18 * 4).allMatch(line -> line.endsWith(" right"));
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(bytes(line)).as(line).isPositive().isLessThan(THRESHOLD + ALLOWANCE));
    }

    private static long bytes(String line) {
        return Long.parseLong(line.split(" ")[1]);
    }

    private static List<String> results(List<String> lines) {
        return lines.stream().map(line -> line.replaceFirst(" \\d+ ", " ")).toList();
    }
}
