package io.github.claimcheck.hazelcast.store;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Where the chunks of one upload are: spread over the partitions, with backups; or, for a result, in one copy in a
 * partition of the member that made it, and once a task captures it, in both ways. Immutable.
 */
final class Placement implements IdentifiedDataSerializable {

    /** Of chunks that are spread over all partitions. */
    static final long NO_HOME = 0;

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

    static Placement spread(long generation, int chunkCount) {
        return new Placement(generation, chunkCount, NO_HOME, NO_MEMBER, true);
    }

    /**
     * @param home whose partition takes all chunks
     * @param member who owns that partition
     */
    static Placement inOneCopy(long generation, int chunkCount, long home, UUID member) {
        return new Placement(generation, chunkCount, home, member, false);
    }

    /** {@return this placement once there are backups too} */
    Placement withBackups() {
        return new Placement(generation, chunkCount, home, member, true);
    }

    /** {@return whether the only copy may have been lost, or may have moved, with its member} */
    boolean isDoubtful(Cluster cluster) {
        return !backedUp
                && cluster.getMembers().stream()
                        .noneMatch(known -> known.getUuid().equals(member));
    }

    long generation() {
        return generation;
    }

    int chunkCount() {
        return chunkCount;
    }

    boolean isBackedUp() {
        return backedUp;
    }

    /** {@return whether there is a copy that has no backups} */
    boolean hasHome() {
        return home != NO_HOME;
    }

    /** {@return the name of the map to read from} */
    String map() {
        return backedUp ? StoreMaps.CHUNKS : StoreMaps.RESULTS;
    }

    /** {@return the key of a chunk in that map} */
    ChunkKey chunk(ObjectKey key, int index) {
        return backedUp ? spreadChunk(key, index) : homeChunk(key, index);
    }

    List<ChunkKey> spreadChunks(ObjectKey key) {
        return IntStream.range(0, chunkCount)
                .mapToObj(index -> spreadChunk(key, index))
                .toList();
    }

    List<ChunkKey> homeChunks(ObjectKey key) {
        return IntStream.range(0, chunkCount)
                .mapToObj(index -> homeChunk(key, index))
                .toList();
    }

    private ChunkKey spreadChunk(ObjectKey key, int index) {
        return new ChunkKey(key, generation, NO_HOME, index);
    }

    private ChunkKey homeChunk(ObjectKey key, int index) {
        return new ChunkKey(key, generation, home, index);
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
