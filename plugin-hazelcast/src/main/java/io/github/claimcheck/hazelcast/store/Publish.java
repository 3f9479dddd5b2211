package io.github.claimcheck.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes an uploaded object known, and claims it. Returns the generation that counts from now on: another one than the
 * caller's if somebody else was faster.
 */
final class Publish extends EntryStep<Long> {

    private long generation;
    private int chunkCount;
    private List<Change> claims = List.of();

    Publish() {}

    Publish(long generation, int chunkCount, List<Change> claims) {
        this.generation = generation;
        this.chunkCount = chunkCount;
        this.claims = claims;
    }

    @Override
    Long process(Map.Entry<StoredKey, ObjectEntry> entry, long now) {
        var object = entry.getValue() != null ? entry.getValue() : new ObjectEntry(generation, chunkCount, now);
        object.apply(claims, now);
        entry.setValue(object);
        return object.generation();
    }

    @Override
    void writeStep(ObjectDataOutput out) throws IOException {
        out.writeLong(generation);
        out.writeInt(chunkCount);
        out.writeInt(claims.size());
        for (var claim : claims) {
            claim.writeTo(out);
        }
    }

    @Override
    void readStep(ObjectDataInput in) throws IOException {
        generation = in.readLong();
        chunkCount = in.readInt();
        claims = new ArrayList<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            claims.add(Change.readFrom(in));
        }
    }

    @Override
    public int getClassId() {
        return StoreTypes.PUBLISH;
    }
}
