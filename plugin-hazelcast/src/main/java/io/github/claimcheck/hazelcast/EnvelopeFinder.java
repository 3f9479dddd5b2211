package io.github.claimcheck.hazelcast;

import io.github.claimcheck.WireVersion;
import io.github.claimcheck.hazelcast.internal.EngineTasks;
import io.github.claimcheck.task.Envelope;
import java.nio.ByteBuffer;

/** Finds the claims of envelopes among the engine's tasks. */
final class EnvelopeFinder implements EngineTasks.ClaimFinder {

    /** An envelope may stand inside one of the engine's own adapters, whose header is shorter than this. */
    private static final int SEARCHED_BYTES = 256;

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

    @Override
    public long inBytes(byte[] data) {
        var buffer = ByteBuffer.wrap(data);
        int last = Math.min(data.length, SEARCHED_BYTES) - Integer.BYTES - VERSION_AND_LENGTH;
        for (int at = TYPE_OFFSET; at <= last; at++) {
            if (isEnvelopeAt(at, buffer)) {
                return Envelope.claimIdAt(data, at + Integer.BYTES + VERSION_AND_LENGTH);
            }
        }
        return 0;
    }

    private static boolean isEnvelopeAt(int at, ByteBuffer data) {
        return data.getInt(at) == TaskSerializer.TYPE_ID && data.get(at + Integer.BYTES) == WireVersion.current();
    }
}
