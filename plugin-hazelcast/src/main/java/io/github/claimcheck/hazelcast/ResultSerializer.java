package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.WireVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes result references; reading one gives the result itself where the thread may wait for it. */
final class ResultSerializer implements StreamSerializer<Object> {

    private static final int TYPE_ID = 0x0C1B1B0C;

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
        out.writeByte(WireVersion.current());
        out.writeInt(reference.keys().size());
        for (var key : reference.keys()) {
            key.writeTo(out);
        }
        out.writeLong(reference.claimId());
        out.writeBoolean(reference.handedOn());
    }

    @Override
    public Object read(ObjectDataInput in) throws IOException {
        WireVersion.check("A result's reference", in.readByte());
        int count = in.readInt();
        var keys = new ArrayList<ObjectKey>();
        for (int i = 0; i < count; i++) {
            keys.add(ObjectKey.readFrom(in));
        }
        var reference = new ResultReference(List.copyOf(keys), in.readLong(), in.readBoolean());
        var plugin = link.find();
        if (plugin == null) {
            throw new ClaimcheckException(
                    "Cannot read a result by reference: the plugin of this instance is not running");
        }
        return plugin.results().receive(reference);
    }
}
