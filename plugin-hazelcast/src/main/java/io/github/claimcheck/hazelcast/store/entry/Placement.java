package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Where the chunks of one upload are: spread over the partitions, with or without backups; or, for a result, all in one
 * partition of the member that made it, without. Immutable.
 */
public final class Placement implements IdentifiedDataSerializable {

    /** Of chunks that are spread over all partitions. */
    public static final long NO_HOME = 0;

    private static final UUID NO_MEMBER = new UUID(0, 0);

    private long generation;
    private int chunkCount;
    private long home;
    private UUID member = NO_MEMBER;
    private boolean backedUp;

    Placement() {}

    private Placement(long generation, int chunkCount, long home, UUID member, boolean backedUp) {
        this.generation = generation;
        this.chunkCount = chunkCount;
        this.home = home;
        this.member = member;
        this.backedUp = backedUp;
    }

    /** {@return a placement for a new upload, spread over all partitions} */
    public static Placement spread(int chunkCount, boolean backedUp) {
        return new Placement(newGeneration(), chunkCount, NO_HOME, NO_MEMBER, backedUp);
    }

    /**
     * {@return a placement for a new upload in one partition of a member, without backups}
     *
     * @param home whose partition takes all chunks
     * @param member who owns that partition
     */
    public static Placement at(long home, UUID member, int chunkCount) {
        return new Placement(newGeneration(), chunkCount, home, member, false);
    }

    private static long newGeneration() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** {@return whether the only copy may have been lost, or may have moved, with the member that had all of it} */
    public boolean isDoubtful(Cluster cluster) {
        return hasHome()
                && cluster.getMembers().stream()
                        .noneMatch(known -> known.getUuid().equals(member));
    }

    /** {@return whether one member had all of it} */
    public boolean hasHome() {
        return home != NO_HOME;
    }

    /** {@return the member that had all of it; meaningless unless it {@linkplain #hasHome has a home}} */
    public UUID member() {
        return member;
    }

    /** {@return the number of the upload that stored the chunks} */
    public long generation() {
        return generation;
    }

    /** {@return how many chunks there are, at least one} */
    public int chunkCount() {
        return chunkCount;
    }

    /** {@return whether the chunks are in the map that has backups} */
    public boolean isBackedUp() {
        return backedUp;
    }

    /** {@return whether both are of the same upload} */
    public boolean isSameAs(Placement other) {
        return generation == other.generation;
    }

    /** {@return whether a chunk in the map of that name belongs here} */
    public boolean holds(ChunkKey chunk, String map) {
        return map.equals(map()) && generation == chunk.generation();
    }

    /** {@return the name of the map to read from} */
    public String map() {
        return backedUp ? StoreMaps.CHUNKS : StoreMaps.UNBACKED;
    }

    /** {@return the key of a chunk in that map} */
    public ChunkKey chunk(ObjectKey key, int index) {
        return new ChunkKey(key, generation, home, index);
    }

    /** {@return the keys of all chunks, in order} */
    public List<ChunkKey> chunks(ObjectKey key) {
        return IntStream.range(0, chunkCount)
                .mapToObj(index -> chunk(key, index))
                .toList();
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(generation);
        out.writeInt(chunkCount);
        out.writeLong(home);
        out.writeLong(member.getMostSignificantBits());
        out.writeLong(member.getLeastSignificantBits());
        out.writeBoolean(backedUp);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        generation = in.readLong();
        chunkCount = in.readInt();
        home = in.readLong();
        member = new UUID(in.readLong(), in.readLong());
        backedUp = in.readBoolean();
    }

    static Placement readFrom(ObjectDataInput in) throws IOException {
        var placement = new Placement();
        placement.readData(in);
        return placement;
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.PLACEMENT;
    }
}
