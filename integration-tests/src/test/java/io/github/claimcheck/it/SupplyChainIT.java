package io.github.claimcheck.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.it.process.Jars;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar that users put on their class path. */
final class SupplyChainIT {

    private static final Path JAR = Jars.plugin();
    private static final long MAX_JAR_BYTES = 2 << 20;
    private static final int JAVA_17_CLASS_FILE = 61;

    private JarFile jar;

    @BeforeEach
    void openJar() throws IOException {
        jar = new JarFile(JAR.toFile());
    }

    @AfterEach
    void closeJar() throws IOException {
        jar.close();
    }

    @Test
    void jar_everyFile_isOursOrMetadata() {
        assertThat(fileNames())
                .allMatch(name -> name.startsWith("io/github/claimcheck/") || name.startsWith("META-INF/"));
    }

    @Test
    void jar_metadata_isWhatTheEngineAndTheLicencesNeed() {
        assertThat(fileNames().filter(name -> name.startsWith("META-INF/")))
                .allMatch(name -> name.startsWith("META-INF/licenses/")
                        || name.startsWith("META-INF/services/com.hazelcast.")
                        || Set.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE")
                                .contains(name));
    }

    @Test
    void jar_libraryInside_comesWithItsLicence() {
        var licences = fileNames()
                .filter(name -> name.startsWith("META-INF/licenses/"))
                .map(name -> name.replaceAll(".*/|\\.txt$", ""))
                .collect(toSet());

        assertThat(licences)
                .containsExactlyInAnyOrder("asm", "caffeine", "hash4j", "kryo", "minlog", "objenesis", "reflectasm");
        assertThat(shadedLibraries()).isSubsetOf("asm", "caffeine", "hash4j", "esotericsoftware", "objenesis");
    }

    @Test
    void jar_everyClass_runsOnJava17() {
        assertThat(entries().filter(entry -> entry.getName().endsWith(".class")))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(classFileVersion(entry)).isLessThanOrEqualTo(JAVA_17_CLASS_FILE));
    }

    @Test
    void jar_textOfClasses_namesNoLibraryByItsOriginalName() throws IOException {
        for (var original :
                List.of("com/esotericsoftware/", "org/objenesis/", "com/dynatrace/", "com/github/benmanes/")) {
            assertThat(entries().filter(entry -> entry.getName().endsWith(".class")))
                    .noneMatch(entry -> new String(read(entry), ISO_8859_1).contains(original));
        }
    }

    @Test
    void jar_manifest_namesModuleAndVersion() throws IOException {
        var attributes = jar.getManifest().getMainAttributes();

        assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("io.github.claimcheck.hazelcast");
        assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
    }

    @Test
    void jar_size_isBelowTwoMegabytes() throws IOException {
        System.out.printf(
                "%s: %,d bytes, %,d files%n",
                JAR.getFileName(), Files.size(JAR), fileNames().count());

        assertThat(Files.size(JAR)).isLessThan(MAX_JAR_BYTES);
    }

    private Set<String> shadedLibraries() {
        var prefix = "io/github/claimcheck/shaded/";
        return fileNames()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).replaceAll("/.*", ""))
                .collect(toSet());
    }

    private Stream<String> fileNames() {
        return entries().map(JarEntry::getName);
    }

    private Stream<JarEntry> entries() {
        return jar.stream().filter(entry -> !entry.isDirectory());
    }

    private byte[] read(JarEntry entry) {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int classFileVersion(JarEntry entry) {
        try (var in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
