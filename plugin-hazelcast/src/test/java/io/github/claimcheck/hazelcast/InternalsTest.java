package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An upgrade of the engine is to be felt in one package. */
final class InternalsTest {

    private static final String OWN_PACKAGE = "io/github/claimcheck/hazelcast/internal/";
    private static final Pattern INTERNAL_TYPE =
            Pattern.compile("com/hazelcast/(internal|[a-z/]+/impl|[a-z]+/[a-z/]*internal)/[A-Za-z/]+");

    @Test
    void classes_outsideTheirPackage_referToNothingInternal() throws Exception {
        var classes = Path.of(
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(classes)) {
            var compiled = files.filter(file -> file.toString().endsWith(".class"))
                    .map(classes::relativize)
                    .filter(file -> !file.startsWith(OWN_PACKAGE))
                    .toList();
            assertThat(compiled).hasSizeGreaterThan(10);
            assertThat(compiled)
                    .allSatisfy(file -> assertThat(INTERNAL_TYPE
                                    .matcher(text(classes.resolve(file)))
                                    .results())
                            .isEmpty());
        }
    }

    /** Names are in a class file as they are. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
