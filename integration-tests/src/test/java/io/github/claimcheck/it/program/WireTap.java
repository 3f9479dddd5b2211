package io.github.claimcheck.it.program;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay in front of a member that reads what passes, and remembers the longest message that carried a task.
 *
 * <p>Safe for use by many threads. Runs threads of its own until it is closed.
 */
abstract class WireTap implements AutoCloseable {

    private static final int PREAMBLE = 3;

    private final ServerSocket server;
    private final int memberPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong largestTask = new AtomicLong();

    /**
     * Opens a relay on the loopback interface.
     *
     * @param port where to listen, or 0 for any port
     * @param memberPort the member's port on the loopback interface
     * @throws IOException if the port cannot be had
     */
    WireTap(int port, int memberPort) throws IOException {
        this.server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        this.memberPort = memberPort;
        start(this::accept);
    }

    /** {@return the port to connect to} */
    final int port() {
        return server.getLocalPort();
    }

    /** {@return the length of the longest message with a task so far, in bytes, with its header} */
    final long largestTaskBytes() {
        return largestTask.get();
    }

    /** {@return what {@link #largestTaskBytes} says, of which it starts anew} */
    final long takeLargestTaskBytes() {
        return largestTask.getAndSet(0);
    }

    final void sawTask(long bytes) {
        largestTask.accumulateAndGet(bytes, Math::max);
    }

    /** Passes on one message to the member. */
    abstract void relaySent(DataInputStream in, DataOutputStream out) throws IOException;

    /** Passes on one message from the member, or what there is. */
    void relayReceived(DataInputStream in, DataOutputStream out) throws IOException {
        out.write(readFully(in, Math.max(1, in.available())));
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            var near = server.accept();
            var member = new Socket(InetAddress.getLoopbackAddress(), memberPort);
            sockets.addAll(List.of(near, member));
            start(() -> relay(near, member, this::relaySent));
            start(() -> relay(member, near, this::relayReceived));
        }
    }

    private static void relay(Socket from, Socket to, Message message) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
                var out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream(), 1 << 16))) {
            out.write(readFully(in, PREAMBLE));
            while (true) {
                out.flush();
                message.relay(in, out);
            }
        }
    }

    static byte[] readFully(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection is closed.");
        }
        return bytes;
    }

    private interface Message {
        void relay(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private interface Relay {
        void run() throws IOException;
    }

    private void start(Relay relay) {
        var thread = new Thread(
                () -> {
                    try {
                        relay.run();
                    } catch (IOException e) {
                        closeSockets(); // One side is gone: the other side has to notice.
                    }
                },
                "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    private void closeSockets() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is as closed as it can be.
            }
        }
    }

    @Override
    public final void close() throws IOException {
        server.close();
        closeSockets();
    }
}
