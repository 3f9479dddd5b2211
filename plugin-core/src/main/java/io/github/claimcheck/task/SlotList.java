package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.LeafWriter;
import io.github.claimcheck.recent.RecentLeaves;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was taken out of one task so far. Leaves are found by identity, so that a leaf that two captures share stays one
 * instance, and two equal leaves stay two.
 */
final class SlotList {

    private static final int[] NO_LEAVES = {};

    /** So that a large body can be stored with few references, however low the threshold. */
    private static final int ALWAYS_ROOM_FOR = 16;

    private final long thresholdBytes;
    private final int maxSlots;
    private final RecentLeaves recentLeaves;
    private final List<Object> values = new ArrayList<>();
    private final List<int[]> leavesOf = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<Object, Integer> leaves = new IdentityHashMap<>();

    SlotList(long thresholdBytes, RecentLeaves recentLeaves) {
        this.thresholdBytes = thresholdBytes;
        this.maxSlots = (int) Math.min(Integer.MAX_VALUE, Math.max(ALWAYS_ROOM_FOR, thresholdBytes / ObjectKey.BYTES));
        this.recentLeaves = recentLeaves;
    }

    /**
     * {@return whether one more object can be taken out} An envelope names all objects that the task needs, also those
     * that a stored body refers to, and must not be larger than the threshold and 1 KB.
     */
    boolean hasRoom() {
        return values.size() < maxSlots;
    }

    /** {@return whether the object is a leaf that is taken out} */
    boolean takes(Object object) {
        return isLarge(object) && (hasRoom() || leaves.containsKey(object));
    }

    /** {@return whether the object is a leaf that would be taken out, were there room for its slot} */
    boolean isLarge(Object object) {
        return RawCodec.handles(object) && RawCodec.encodedLength(object) >= thresholdBytes;
    }

    /** {@return the slot of a leaf; the same for the same instance} */
    int leaf(Object leaf, String label) {
        return leaves.computeIfAbsent(leaf, taken -> add(taken, NO_LEAVES, label));
    }

    int graph(ChunkSource graph, List<Integer> leafSlots, String label) {
        return add(graph, leafSlots.stream().mapToInt(Integer::intValue).toArray(), label);
    }

    /** {@return a writer that takes large leaves out of a graph and notes their slots in {@code leafSlots}} */
    LeafWriter writerInto(List<Integer> leafSlots, String label) {
        return leaf -> {
            if (!takes(leaf)) {
                return -1;
            }
            leafSlots.add(leaf(leaf, label));
            return leafSlots.size() - 1;
        };
    }

    /** Encodes the leaves, which computes their keys. */
    List<ChunkSource> sources() {
        return values.stream()
                .map(value -> value instanceof ChunkSource graph ? graph : recentLeaves.encode(value))
                .toList();
    }

    List<SlotRef> refs(List<ChunkSource> sources) {
        var refs = new ArrayList<SlotRef>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            refs.add(new SlotRef(sources.get(i).key(), leavesOf.get(i), labels.get(i)));
        }
        return refs;
    }

    private int add(Object value, int[] leafSlots, String label) {
        values.add(value);
        leavesOf.add(leafSlots);
        labels.add(label);
        return values.size() - 1;
    }
}
