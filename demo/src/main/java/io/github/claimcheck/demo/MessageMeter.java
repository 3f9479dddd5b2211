package io.github.claimcheck.demo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay between a client and a member that measures the tasks on their way, by reading the messages of Hazelcast's
 * open client protocol.
 *
 * <p>Knows the messages that carry tasks of executors, durable executors and scheduled executors. Measures a message as
 * a whole: the task, the name of the executor and some 100 bytes of frame headers. Safe for use by many threads; uses
 * two threads per connection and copies no message as a whole.
 */
public final class MessageMeter implements AutoCloseable {

    /** Services and methods: executor submit to partition and to member, durable submit, scheduled submit to both. */
    private static final Set<Integer> TASK_MESSAGES = Set.of(0x080500, 0x080600, 0x180300, 0x1A0200, 0x1A0300);

    private static final int PROTOCOL_MARKER_BYTES = 3;
    private static final int FRAME_HEADER_BYTES = 6;
    private static final int MESSAGE_TYPE_BYTES = 4;
    private static final int BEGIN_OF_MESSAGE = 1 << 15;

    private final InetSocketAddress member;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong largestTaskBytes = new AtomicLong();

    /**
     * Starts relaying; any free port of 127.0.0.1 leads to the member.
     *
     * @param member where the member listens
     * @throws IOException if no port is free; nothing is left open
     */
    public MessageMeter(InetSocketAddress member) throws IOException {
        this.member = member;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::acceptAll);
    }

    /** {@return the port of 127.0.0.1 that leads to the member} */
    public int port() {
        return server.getLocalPort();
    }

    /** {@return the size of the largest message with a task so far, in bytes; 0 if there was none} */
    public long largestTaskBytes() {
        return largestTaskBytes.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                var client = server.accept();
                var engine = new Socket(member.getAddress(), member.getPort());
                sockets.addAll(List.of(client, engine));
                daemon(() -> relayMessages(client, engine));
                daemon(() -> relayBytes(engine, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void relayBytes(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; the other is closed too.
        }
    }

    private void relayMessages(Socket from, Socket to) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
            var out = to.getOutputStream();
            copy(in, out, PROTOCOL_MARKER_BYTES);
            relayFrames(in, out);
        } catch (IOException | UncheckedIOException e) {
            // One side has gone; the other is closed too.
        }
    }

    private void relayFrames(DataInputStream in, OutputStream out) throws IOException {
        var header = new byte[FRAME_HEADER_BYTES + MESSAGE_TYPE_BYTES];
        var type = 0;
        var size = 0L;
        while (true) {
            in.readFully(header, 0, FRAME_HEADER_BYTES);
            var length = littleEndian(header, 0, 4);
            var rest = length - FRAME_HEADER_BYTES;
            out.write(header, 0, FRAME_HEADER_BYTES);
            if ((littleEndian(header, 4, 2) & BEGIN_OF_MESSAGE) != 0) {
                in.readFully(header, FRAME_HEADER_BYTES, MESSAGE_TYPE_BYTES);
                out.write(header, FRAME_HEADER_BYTES, MESSAGE_TYPE_BYTES);
                type = littleEndian(header, FRAME_HEADER_BYTES, MESSAGE_TYPE_BYTES);
                rest -= MESSAGE_TYPE_BYTES;
                size = 0;
            }
            copy(in, out, rest);
            size += length;
            if (TASK_MESSAGES.contains(type)) {
                largestTaskBytes.accumulateAndGet(size, Math::max);
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, int count) throws IOException {
        var buffer = new byte[Math.min(count, 1 << 16)];
        for (var left = count; left > 0; ) {
            var read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static int littleEndian(byte[] bytes, int offset, int count) {
        var value = 0;
        for (var i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[offset + i] & 0xff;
        }
        return value;
    }

    private static void daemon(Runnable action) {
        var thread = new Thread(action, "message-meter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
