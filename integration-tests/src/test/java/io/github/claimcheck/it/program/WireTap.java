package io.github.claimcheck.it.program;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay between a client that talks to one member and that member, which reads the frames of Hazelcast's open client
 * protocol as they pass, and remembers the longest message that carried a task.
 *
 * <p>Safe for use by many threads. Runs threads of its own until it is closed.
 */
final class WireTap implements AutoCloseable {

    private static final int PREAMBLE = 3;
    private static final int FRAME_HEADER = 6;
    private static final int FINAL_FRAME = 1 << 13;
    /** Ids of the executor, durable executor and scheduled executor services in the protocol. */
    private static final List<Integer> EXECUTORS = List.of(0x08, 0x18, 0x1a);

    private final ServerSocket server;
    private final int memberPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong largestTask = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    private WireTap(ServerSocket server, int memberPort) {
        this.server = server;
        this.memberPort = memberPort;
    }

    /**
     * {@return a relay on a free port of the loopback interface}
     *
     * @param memberPort the member's port on the loopback interface
     * @throws IOException if no port can be had
     */
    static WireTap to(int memberPort) throws IOException {
        var tap = new WireTap(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), memberPort);
        tap.start(tap::accept);
        return tap;
    }

    /** {@return the port to connect the client to} */
    int port() {
        return server.getLocalPort();
    }

    /** {@return the length of the longest message to an executor so far, in bytes, with its header} */
    long largestTaskBytes() {
        return largestTask.get();
    }

    /** {@return what the client has sent in all, in bytes} */
    long sentBytes() {
        return sent.get();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            var client = server.accept();
            var member = new Socket(InetAddress.getLoopbackAddress(), memberPort);
            sockets.addAll(List.of(client, member));
            start(() -> relayFrames(client, member));
            start(() -> member.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    private void relayFrames(Socket client, Socket member) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
                var out = new DataOutputStream(member.getOutputStream())) {
            out.write(in.readNBytes(PREAMBLE));
            while (true) {
                relayMessage(in, out);
            }
        }
    }

    private void relayMessage(DataInputStream in, DataOutputStream out) throws IOException {
        var total = 0L;
        var service = -1;
        boolean last;
        do {
            var header = readFully(in, FRAME_HEADER);
            var length = intAt(header, 0);
            last = ((header[4] & 0xff | header[5] << 8) & FINAL_FRAME) != 0;
            var content = readFully(in, length - FRAME_HEADER);
            if (total == 0 && content.length >= Integer.BYTES) {
                service = intAt(content, 0) >> 16 & 0xff;
            }
            total += length;
            out.write(header);
            out.write(content);
        } while (!last);
        out.flush();
        sent.addAndGet(total);
        if (EXECUTORS.contains(service)) {
            largestTask.accumulateAndGet(total, Math::max);
        }
    }

    private static byte[] readFully(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The client has closed the connection.");
        }
        return bytes;
    }

    private static int intAt(byte[] bytes, int offset) {
        return bytes[offset] & 0xff
                | (bytes[offset + 1] & 0xff) << 8
                | (bytes[offset + 2] & 0xff) << 16
                | bytes[offset + 3] << 24;
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
    public void close() throws IOException {
        server.close();
        closeSockets();
    }
}
