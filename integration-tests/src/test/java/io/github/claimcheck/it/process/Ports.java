package io.github.claimcheck.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that are free now. Below those that the system gives to outgoing connections, one of which could take a port
 * before its member binds it; and never twice, because tests run side by side.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int RANGE = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 100 % RANGE));

    private Ports() {}

    public static synchronized List<Integer> free(int count) {
        var ports = new ArrayList<Integer>();
        while (ports.size() < count) {
            int port = FIRST + NEXT.getAndIncrement() % RANGE;
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
