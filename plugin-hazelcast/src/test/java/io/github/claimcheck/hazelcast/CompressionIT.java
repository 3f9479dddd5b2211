package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks where the engine compresses what it serializes by Java serialization. */
final class CompressionIT {

    private static final int LARGE = 50_000;

    private interface Task<T> extends Callable<T>, Serializable {}

    /** Is empty once it was written. */
    public static final class Draining implements Callable<List<String>>, Externalizable {
        private static final long serialVersionUID = 1L;
        private final Deque<String> content = new ArrayDeque<>();

        /** For deserialization. */
        public Draining() {}

        Draining(List<String> content) {
            this.content.addAll(content);
        }

        @Override
        public List<String> call() {
            return new ArrayList<>(content);
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(content.size());
            while (!content.isEmpty()) {
                out.writeUTF(content.poll());
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            for (int rest = in.readInt(); rest > 0; rest--) {
                content.add(in.readUTF());
            }
        }
    }

    @Test
    void submit_smallAndLarge_areWrittenOnceAndArrive() throws Exception {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getSerializationConfig().setEnableCompression(true);
        var member = Hazelcast.newHazelcastInstance(config);
        try {
            // Its results travel by value, so a small task needs no envelope.
            var executor = member.getDurableExecutorService("x");
            var content = List.of("a", "b", "c");
            assertThat(executor.submit(new Draining(content)).get(1, TimeUnit.MINUTES))
                    .isEqualTo(content);
            Task<Integer> small = () -> content.size();
            assertThat(executor.submit(small).get(1, TimeUnit.MINUTES)).isEqualTo(content.size());
            var array = new double[LARGE];
            Task<Integer> large = () -> array.length;
            assertThat(executor.submit(large).get(1, TimeUnit.MINUTES)).isEqualTo(LARGE);
        } finally {
            member.shutdown();
        }
    }
}
