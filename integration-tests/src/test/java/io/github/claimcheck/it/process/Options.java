package io.github.claimcheck.it.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a member or a program is started with.
 *
 * @param jvm options of its JVM, of which later ones win
 * @param properties in its configuration
 * @param memberYaml what a member's configuration has besides, indented by two
 * @param clientYaml what a client's configuration has besides, likewise
 */
public record Options(
        List<Path> classPath, List<String> jvm, Map<String, String> properties, String memberYaml, String clientYaml) {

    /** The user's classes and the engine. */
    public static final Options STOCK =
            new Options(List.of(), List.of(), Map.of(), "", "").withClassPath(Jars.user(), Jars.engine());

    /** These and the plugin. */
    public static final Options PLUGIN = STOCK.withLibraries(Jars.plugin());

    public Options withClassPath(Path... path) {
        return new Options(List.of(path), jvm, properties, memberYaml, clientYaml);
    }

    /** {@return these options with more on the class path} */
    public Options withLibraries(Path... libraries) {
        return withClassPath(
                Stream.concat(classPath.stream(), Stream.of(libraries)).toArray(Path[]::new));
    }

    /** {@return these options with more of them for the JVM} */
    public Options withJvm(String... more) {
        var all = Stream.concat(jvm.stream(), Stream.of(more)).toList();
        return new Options(classPath, all, properties, memberYaml, clientYaml);
    }

    public Options with(String property, String value) {
        var all = new TreeMap<>(properties);
        all.put(property, value);
        return new Options(classPath, jvm, all, memberYaml, clientYaml);
    }

    public Options withYaml(String ofMembers, String ofClients) {
        return new Options(classPath, jvm, properties, ofMembers, ofClients);
    }
}
