package io.github.claimcheck.it.program;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** Reads the frames of Hazelcast's open client protocol as a client sends them to the one member that it talks to. */
final class ClientTap extends WireTap {

    private static final int FRAME_HEADER = 6;
    private static final int FINAL_FRAME = 1 << 13;
    /** Ids of the executor, durable executor and scheduled executor services in the protocol. */
    private static final List<Integer> EXECUTORS = List.of(0x08, 0x18, 0x1a);

    private final ClientConfig config;

    ClientTap() throws IOException {
        this(ClientConfig.load());
    }

    private ClientTap(ClientConfig config) throws IOException {
        super(0, portOf(config.getNetworkConfig().getAddresses().get(0)));
        this.config = config;
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    /** {@return a client whose messages pass here} */
    @SuppressWarnings("deprecation") // The setting that replaces smart routing is not in 5.5.
    HazelcastInstance connect() {
        config.getNetworkConfig().setSmartRouting(false);
        config.getNetworkConfig().setAddresses(List.of("127.0.0.1:" + port()));
        return HazelcastClient.newHazelcastClient(config);
    }

    @Override
    void relaySent(DataInputStream in, DataOutputStream out) throws IOException {
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
            if (last && EXECUTORS.contains(service)) {
                // Before the answer can come.
                sawTask(total);
            }
            out.write(header);
            out.write(content);
        } while (!last);
    }

    private static int intAt(byte[] bytes, int offset) {
        return bytes[offset] & 0xff
                | (bytes[offset + 1] & 0xff) << 8
                | (bytes[offset + 2] & 0xff) << 16
                | bytes[offset + 3] << 24;
    }
}
