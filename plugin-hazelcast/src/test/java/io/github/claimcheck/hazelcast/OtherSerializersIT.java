package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.addon.Wrapping;
import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.Serializer;
import com.hazelcast.nio.serialization.SerializerHook;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serializers of users and of other libraries do beside the plugin what they do without it. */
final class OtherSerializersIT {

    private static final int LARGE = 300_000;

    @TempDir
    private Path directory;

    private URLClassLoader loader;
    private HazelcastInstance member;
    private HazelcastInstance client;

    private interface Task<T> extends Callable<T>, Serializable {}

    /** What another library has a serializer for. */
    public interface Marked {
        /** {@return what that serializer writes, and Java serialization does not} */
        int mark();
    }

    /** Is a task in the first place. */
    static final class MarkedTask implements Callable<Integer>, Serializable, Marked {
        private static final long serialVersionUID = 1L;
        private final transient int mark;

        MarkedTask(int mark) {
            this.mark = mark;
        }

        @Override
        public int mark() {
            return mark;
        }

        @Override
        public Integer call() {
            return mark;
        }
    }

    /** The engine asks first for the one, then for the other. */
    public static final class TwiceSerializable implements Callable<Integer>, Serializable, Externalizable {
        private static final long serialVersionUID = 1L;
        private int number;

        /** For deserialization. */
        public TwiceSerializable() {}

        TwiceSerializable(int number) {
            this.number = number;
        }

        @Override
        public Integer call() {
            return number;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(number);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            number = in.readInt();
        }
    }

    /** Of the other library. */
    public static final class MarkHook implements SerializerHook<Marked> {
        @Override
        public Class<Marked> getSerializationType() {
            return Marked.class;
        }

        @Override
        public Serializer createSerializer() {
            return new MarkSerializer();
        }

        @Override
        public boolean isOverwritable() {
            return true;
        }
    }

    private static final class MarkSerializer implements StreamSerializer<Marked> {
        @Override
        public int getTypeId() {
            return 4711;
        }

        @Override
        public void write(ObjectDataOutput out, Marked object) throws IOException {
            out.writeInt(object.mark());
        }

        @Override
        public Marked read(ObjectDataInput in) throws IOException {
            return new MarkedTask(in.readInt());
        }
    }

    private record Document(byte[] content) {}

    /** Looks ahead, which takes more than a stream. */
    private static final class DocumentSerializer implements StreamSerializer<Document> {
        @Override
        public int getTypeId() {
            return 4712;
        }

        @Override
        public void write(ObjectDataOutput out, Document document) throws IOException {
            out.writeByteArray(document.content);
        }

        @Override
        public Document read(ObjectDataInput in) throws IOException {
            var stream = (InputStream) in;
            stream.mark(Integer.BYTES);
            in.readInt();
            stream.reset();
            return new Document(in.readByteArray());
        }
    }

    @BeforeEach
    void start() throws IOException {
        var services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("com.hazelcast.SerializerHook"), MarkHook.class.getName());
        loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        var name = UUID.randomUUID().toString();
        var config = new Config().setClusterName(name).setClassLoader(loader);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getSerializationConfig().addSerializerConfig(documents());
        member = Hazelcast.newHazelcastInstance(config);
        var clientConfig = new ClientConfig().setClusterName(name);
        clientConfig.setClassLoader(loader);
        clientConfig.getSerializationConfig().addSerializerConfig(documents());
        var address = member.getCluster().getLocalMember().getAddress();
        clientConfig.getNetworkConfig().addAddress(address.getHost() + ":" + address.getPort());
        client = HazelcastClient.newHazelcastClient(clientConfig);
    }

    private static SerializerConfig documents() {
        return new SerializerConfig().setTypeClass(Document.class).setImplementation(new DocumentSerializer());
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdown();
        member.shutdown();
        loader.close();
    }

    @Test
    void put_hookForAnInterfaceBesideCallable_writesTheValue() {
        var map = client.<Integer, MarkedTask>getMap("x");
        map.put(1, new MarkedTask(5));

        assertThat(map.get(1).mark).isEqualTo(5);
    }

    @Test
    void submit_hookForAnInterfaceBesideCallable_writesTheTask() throws Exception {
        assertThat(call(new MarkedTask(6))).isEqualTo(6);
    }

    @Test
    void submit_serializableThatIsExternalizable_isWrittenAsTheLatter() throws Exception {
        var task = new TwiceSerializable(8);

        assertThat(call(task)).isEqualTo(8);
        assertThat(client.getDurableExecutorService("x").submit(task).get(1, TimeUnit.MINUTES))
                .isEqualTo(8);
    }

    @Test
    void submit_taskWrittenByAnAddOnsTask_arrivesInsideIt() throws Exception {
        Task<Integer> small = () -> 7;
        var array = new byte[LARGE];
        Task<Integer> large = () -> array.length;

        assertThat(call(new Wrapping(small))).isEqualTo(7);
        assertThat(call(new Wrapping(large))).isEqualTo(LARGE);
    }

    @Test
    void get_largeResultWhoseSerializerLooksAhead_arrives() throws Exception {
        Task<Document> task = () -> new Document(new byte[LARGE]);

        assertThat(call(task).content).hasSize(LARGE);
    }

    private <T> T call(Callable<T> task) throws Exception {
        return client.getExecutorService("x").submit(task).get(1, TimeUnit.MINUTES);
    }
}
