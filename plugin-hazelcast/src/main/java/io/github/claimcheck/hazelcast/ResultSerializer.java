package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.FormVersion;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;

/** Writes result references; reading one gives the result itself where the thread may wait for it. */
final class ResultSerializer implements StreamSerializer<Object> {

    private static final int TYPE_ID = 0x0C1B1B0C;
    private static final byte VERSION = 1;

    private final PluginLink link;

    ResultSerializer(PluginLink link) {
        this.link = link;
    }

    @Override
    public int getTypeId() {
        return TYPE_ID;
    }

    @Override
    public void write(ObjectDataOutput out, Object object) throws IOException {
        var reference = (ResultReference) object;
        out.writeByte(VERSION);
        reference.key().writeTo(out);
        out.writeLong(reference.claimId());
        out.writeBoolean(reference.handedOn());
    }

    @Override
    public Object read(ObjectDataInput in) throws IOException {
        FormVersion.check("A result's reference", in.readByte(), VERSION);
        var reference = new ResultReference(ObjectKey.readFrom(in), in.readLong(), in.readBoolean());
        var plugin = link.find();
        if (plugin == null) {
            throw new ClaimcheckException(
                    "Cannot read a result by reference: the plugin of this instance is not running");
        }
        return plugin.results().receive(reference);
    }
}
