package io.github.claimcheck.demo;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What this machine has: memory, ports, and the traffic of its loopback interface. */
final class Machine {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path NETWORK = Path.of("/proc/net/dev");

    private Machine() {}

    static void requireMemory(long megabytes, String options) {
        var available = availableMegabytes();
        if (available.isPresent() && available.getAsLong() < megabytes) {
            throw new CannotStartException("Cannot start the demo: it needs about " + megabytes
                    + " MB of free memory, and this machine has " + available.getAsLong()
                    + " MB. Close other programs, or choose less with " + options + ".");
        }
    }

    /** {@return how much memory new processes may use; empty on systems that do not say} */
    private static OptionalLong availableMegabytes() {
        // In a container, all of it may be less than what the host has free.
        return firstMatching(MEMORY, "MemAvailable:")
                .map(line -> OptionalLong.of(Math.min(number(line, 1) / 1024, allMegabytes())))
                .orElse(OptionalLong.empty());
    }

    private static long allMegabytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
    }

    /** {@return all bytes that passed through the loopback interface so far; empty where the system does not count} */
    static OptionalLong loopbackBytes() {
        return firstMatching(NETWORK, "lo:")
                .map(line -> OptionalLong.of(number(line, 1)))
                .orElse(OptionalLong.empty());
    }

    static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < count) {
                sockets.add(bind(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    static List<Integer> requirePorts(int first, int count) {
        var ports = new ArrayList<Integer>();
        for (var port = first; port < first + count; port++) {
            try (var socket = bind(port)) {
                ports.add(socket.getLocalPort());
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotStartException("Cannot start the demo: port " + port + " of 127.0.0.1 is taken or not"
                        + " allowed (" + e.getMessage() + "). Choose another with --port, or leave that option out.");
            }
        }
        return ports;
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return socket;
    }

    private static Optional<String> firstMatching(Path file, String start) {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(start))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long number(String line, int column) {
        return Long.parseLong(line.replace(":", ": ").split("\\s+")[column]);
    }
}
