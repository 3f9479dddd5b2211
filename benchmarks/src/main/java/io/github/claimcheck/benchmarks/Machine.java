package io.github.claimcheck.benchmarks;

import com.hazelcast.instance.BuildInfoProvider;
import io.github.claimcheck.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where and with what it ran. */
record Machine(
        String processor, int cores, String memory, String system, String java, String hazelcast, String plugin) {

    static Machine here() {
        return new Machine(
                firstMatching("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                firstMatching("/proc/meminfo", "MemTotal"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                BuildInfoProvider.getBuildInfo().getVersion(),
                Settings.class.getPackage().getImplementationVersion());
    }

    /** One sentence for people. */
    String describe() {
        return cores + " cores (" + processor + "), " + memory + ", " + system + ", " + java + ", Hazelcast "
                + hazelcast + ", Claimcheck " + plugin;
    }

    private static String firstMatching(String file, String label) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
