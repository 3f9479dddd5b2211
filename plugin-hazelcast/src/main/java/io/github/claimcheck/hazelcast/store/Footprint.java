package io.github.claimcheck.hazelcast.store;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.store.entry.Ledger;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.util.UUID;
import java.util.stream.Stream;

/** How much of what members may store an object takes, in bytes. Safe for use by many threads. */
final class Footprint {

    /** Copies of a chunk in a map with one backup. */
    static final int COPIES = 2;

    private static final int HEADER_BYTES_PER_CHUNK = 250;

    private final HazelcastInstance instance;

    Footprint(HazelcastInstance instance) {
        this.instance = instance;
    }

    /** {@return what an object that is spread over the members takes on each, on average} */
    long spread(long bytes, long chunks, int copies) {
        int members = (int) Math.max(1, dataMembers().count());
        return withHeaders(bytes, chunks) * Math.min(copies, members) / members;
    }

    /** {@return what an object takes on the one member that has all of it} Counts twice, as members report it. */
    long atHome(long bytes, long chunks) {
        return COPIES * withHeaders(bytes, chunks);
    }

    /** {@return what an object has counted for, on each member that had a part of it} */
    long of(Removal.Removed object) {
        long bytes = object.key().length();
        int chunks = object.placement().chunkCount();
        return object.placement().hasHome() ? atHome(bytes, chunks) : spread(bytes, chunks, COPIES);
    }

    /** {@return whether that much is more than a member may store at all} */
    boolean exceedsLimit(long share, UUID where) {
        return dataMembers()
                .filter(member -> where.equals(Ledger.EVERYWHERE) || where.equals(member.getUuid()))
                .map(member -> member.getAttribute(StoreMaps.LIMIT_ATTRIBUTE))
                .anyMatch(limit -> limit != null && share > Long.parseLong(limit));
    }

    private static long withHeaders(long bytes, long chunks) {
        return bytes + chunks * HEADER_BYTES_PER_CHUNK;
    }

    private Stream<Member> dataMembers() {
        return instance.getCluster().getMembers().stream().filter(member -> !member.isLiteMember());
    }
}
