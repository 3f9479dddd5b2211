package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.github.claimcheck.WireVersion;
import io.github.claimcheck.hazelcast.internal.CallSite;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.EngineClasses;
import io.github.claimcheck.hazelcast.internal.StockSerialization;
import io.github.claimcheck.hazelcast.internal.Threads;
import io.github.claimcheck.task.EncodedTask;
import io.github.claimcheck.task.Envelope;
import io.github.claimcheck.task.Envelope.BodyForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * Serializes everything that is a Callable or a Runnable. What an executor call sends may become an envelope; all else,
 * and all that stays small, gets the bytes that the engine would have written without the plugin. Safe for use by many
 * threads.
 */
final class TaskSerializer implements StreamSerializer<Object> {

    /** Reads the same in both byte orders. */
    static final int TYPE_ID = 0x0C1A1A0C;

    private static final int STOCK_FORM = 0;

    private final StockSerialization stock;
    private final PluginLink link;
    private volatile EngineClasses classes;

    TaskSerializer(StockSerialization stock, PluginLink link) {
        this.stock = stock;
        this.link = link;
    }

    @Override
    public int getTypeId() {
        return TYPE_ID;
    }

    @Override
    public void write(ObjectDataOutput out, Object task) throws IOException {
        if (task instanceof TaskEnvelope envelope) {
            writeEnvelope(out, envelope.passOn());
            return;
        }
        var config = link.instance() == null ? null : EngineAccess.serializationConfig(link.instance());
        var choice = stock.serializerFor(task, config);
        if (!choice.isJava() || !Threads.mayStore()) {
            writeStock(out, task, choice);
            return;
        }
        var plugin = link.find();
        var call = plugin == null || !plugin.isOn() ? null : CallSite.find(TaskSerializer.class);
        if (call == null || !plugin.isReady()) {
            writeStock(out, task, choice);
            return;
        }
        EncodedTask encoded;
        Envelope envelope;
        try {
            encoded = plugin.offload().encode(task, call);
            envelope = plugin.offload().enclose(task, encoded, call);
        } catch (RuntimeException | LinkageError e) {
            if (!Fallbacks.isOurs(e)) {
                throw e;
            }
            plugin.fallbacks().failed(task.getClass().getName(), e);
            writeStock(out, task, choice);
            return;
        }
        if (envelope != null) {
            writeEnvelope(out, envelope.toBytes());
        } else if (encoded.isStock()) {
            writeWhole(out, task, encoded, choice, plugin.compressesTasks());
        } else {
            writeStock(out, task, choice);
        }
    }

    @Override
    public Object read(ObjectDataInput in) throws IOException {
        byte version = in.readByte();
        if (version == STOCK_FORM) {
            return stock.read(in);
        }
        WireVersion.check(Envelope.WHAT, version);
        var bytes = new byte[in.readInt()];
        bytes[0] = version;
        in.readFully(bytes, 1, bytes.length - 1);
        return TaskEnvelope.arrived(
                new TaskEnvelope.Origin(Envelope.fromBytes(bytes), bytes, link, classes(in.getClassLoader())));
    }

    private static void writeEnvelope(ObjectDataOutput out, byte[] bytes) throws IOException {
        out.writeByte(bytes[0]);
        out.writeInt(bytes.length);
        out.write(bytes, 1, bytes.length - 1);
    }

    /** The encoder wrote what the engine would have written. */
    private void writeWhole(
            ObjectDataOutput out,
            Object task,
            EncodedTask encoded,
            StockSerialization.Choice choice,
            boolean compressed)
            throws IOException {
        if (!stock.writeTypeId(out, choice)) {
            writeStock(out, task, choice);
            return;
        }
        if (encoded.form() == BodyForm.EXTERNALIZABLE) {
            out.writeString(task.getClass().getName());
        }
        out.write(compressed ? compress(encoded.body()) : encoded.body());
    }

    private static byte[] compress(byte[] body) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        }
        return compressed.toByteArray();
    }

    private void writeStock(ObjectDataOutput out, Object task, StockSerialization.Choice choice) throws IOException {
        if (!stock.writeTypeId(out, choice)) {
            out.writeByte(STOCK_FORM);
            out.writeInt(choice.typeId());
        }
        choice.write(out, task);
    }

    private EngineClasses classes(ClassLoader loader) {
        var known = classes;
        if (known == null || known.loader() != loader) {
            var instance = link.instance();
            known = new EngineClasses(loader, instance == null ? null : EngineAccess.serializationConfig(instance));
            classes = known;
        }
        return known;
    }
}
