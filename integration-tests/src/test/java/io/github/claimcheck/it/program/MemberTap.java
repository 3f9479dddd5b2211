package io.github.claimcheck.it.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads the packets that two members send each other, if one of them is known to the other by this relay's address, and
 * remembers those with an operation of an executor: tasks, their backups and replicas.
 */
final class MemberTap extends WireTap {

    private static final int HEADER = 11;
    private static final int HEADER_BEFORE_LENGTH = 7;
    /** A backup carries the operation behind a header of its own. */
    private static final int SEARCHED = 512;

    private static final int IDENTIFIED = -2;
    /** Factories of the operations of the executor, durable executor and scheduled executor services. */
    private static final List<Integer> EXECUTORS = List.of(-7, -22, -27);

    MemberTap(int port, int memberPort) throws IOException {
        super(port, memberPort);
    }

    @Override
    void relaySent(DataInputStream in, DataOutputStream out) throws IOException {
        relay(in, out);
    }

    @Override
    void relayReceived(DataInputStream in, DataOutputStream out) throws IOException {
        relay(in, out);
    }

    private void relay(DataInputStream in, DataOutputStream out) throws IOException {
        var header = readFully(in, HEADER);
        var payload = readFully(in, ByteBuffer.wrap(header).getInt(HEADER_BEFORE_LENGTH));
        if (isOfExecutor(ByteBuffer.wrap(payload))) {
            // Before the answer can come.
            sawTask(header.length + payload.length);
        }
        out.write(header);
        out.write(payload);
    }

    private static boolean isOfExecutor(ByteBuffer payload) {
        var end = Math.min(payload.limit(), SEARCHED) - 2 * Integer.BYTES;
        for (var i = 0; i < end; i++) {
            if (payload.getInt(i) == IDENTIFIED && EXECUTORS.contains(payload.getInt(i + Integer.BYTES + 1))) {
                return true;
            }
        }
        return false;
    }
}
