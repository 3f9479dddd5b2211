package io.github.claimcheck.hazelcast;

import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.nio.serialization.Portable;
import io.github.claimcheck.hazelcast.internal.EngineTasks;
import io.github.claimcheck.hazelcast.internal.StockSerialization;
import io.github.claimcheck.task.Envelope;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Finds the claims of envelopes among the engine's tasks. */
final class EnvelopeFinder implements EngineTasks.ClaimFinder {

    /** An envelope may stand inside one of the engine's own adapters, whose header is shorter than this. */
    private static final int SEARCHED_BYTES = 256;

    /** A task that the user's own code serializes may hold one further back. */
    private static final int SEARCHED_BYTES_OF_OTHERS = 64 * 1024;

    private static final int TYPE_OFFSET = 4;

    private static final int VERSION_AND_LENGTH = 5;

    @Override
    public long inTask(Object task) {
        return task instanceof TaskEnvelope envelope ? envelope.envelope().claimId() : 0;
    }

    @Override
    public long inName(String shown) {
        return TaskEnvelope.claimIn(shown);
    }

    /** Java serialization does not come back to the engine for the objects inside; everything else may. */
    @Override
    @SuppressWarnings("removal") // Portable, as long as the engine has it.
    public boolean mayHide(Object task) {
        return task instanceof DataSerializable || task instanceof Portable || !(task instanceof Serializable);
    }

    @Override
    public boolean inBytes(byte[] data, LongConsumer claims) {
        var buffer = ByteBuffer.wrap(data);
        boolean java =
                data.length > TYPE_OFFSET + Integer.BYTES && StockSerialization.isJava(buffer.getInt(TYPE_OFFSET));
        int searched = java ? SEARCHED_BYTES : SEARCHED_BYTES_OF_OTHERS;
        int last = Math.min(data.length, searched) - Integer.BYTES - VERSION_AND_LENGTH;
        boolean isEnvelope = data.length > TYPE_OFFSET + Integer.BYTES && isEnvelopeAt(TYPE_OFFSET, buffer);
        for (int at = 0; at <= last; at++) {
            if (isEnvelopeAt(at, buffer)) {
                claims.accept(Envelope.claimIdAt(data, at + Integer.BYTES + VERSION_AND_LENGTH));
                if (isEnvelope) {
                    return true;
                }
            }
        }
        return java || data.length <= searched;
    }

    private static boolean isEnvelopeAt(int at, ByteBuffer data) {
        return data.getInt(at) == TaskSerializer.TYPE_ID && data.get(at + Integer.BYTES) == Envelope.version();
    }
}
