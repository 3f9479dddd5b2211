package io.github.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

    @Test
    void readme_tableOfSettings_isThatOfTheCode() throws IOException {
        var rows = Arrays.stream(Option.values())
                .map(option -> "| `%s` | `%s` | %s | %s |"
                        .formatted(option.fullName(), option.defaultText(), option.form(), option.meaning()))
                .toList();

        try (var lines = Files.lines(Path.of("..", "README.md"))) {
            assertThat(lines.filter(line -> line.startsWith("| `claimcheck."))).containsExactlyElementsOf(rows);
        }
    }
}
