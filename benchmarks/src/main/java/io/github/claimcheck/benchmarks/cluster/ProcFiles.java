package io.github.claimcheck.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux counts; 0 on other systems. */
final class ProcFiles {

    private static final Path NETWORK = Path.of("/proc/net/dev");

    private ProcFiles() {}

    /** {@return all bytes that passed through the loopback interface so far} */
    static long loopbackBytes() {
        return number(NETWORK, "lo:");
    }

    static long peakResidentBytes(long process) {
        return number(file(process, "status"), "VmHWM:") * 1024;
    }

    /** The kernel's number 5 is: forget the peak. */
    static void resetPeakResidentBytes(long process) {
        try {
            Files.writeString(file(process, "clear_refs"), "5");
        } catch (IOException e) {
            // The peak since the start of the process remains.
        }
    }

    private static Path file(long process, String name) {
        return Path.of("/proc", Long.toString(process), name);
    }

    private static long number(Path file, String label) {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip().split("\\s+")[0])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
