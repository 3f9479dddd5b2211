package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.LeafWriter;
import io.github.claimcheck.recent.RecentLeaves;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was taken out of one task so far. Leaves are found by identity, so that a leaf that two captures share stays one
 * instance, and two equal leaves stay two.
 */
final class SlotList {

    private static final int[] NO_LEAVES = {};

    /** The least number of slots, so that even a tiny threshold leaves room for references. */
    private static final int ALWAYS_ROOM_FOR = 16;

    private final long thresholdBytes;
    private final int maxSlots;
    private final RecentLeaves recentLeaves;
    private final List<Object> values = new ArrayList<>();
    private final List<int[]> leavesOf = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<Object, Integer> leaves = new IdentityHashMap<>();
    private final BitSet takenNow = new BitSet();
    private boolean ambiguous;

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

    /** As {@link #leaf}; what was not taken before has the content that it has now, whatever becomes of the leaf. */
    int leafNow(Object leaf, String label) {
        var known = leaves.get(leaf);
        if (known != null) {
            ambiguous |= !(leaf instanceof String) && !takenNow.get(known);
            return known;
        }
        int slot = add(recentLeaves.encodeNow(leaf), NO_LEAVES, label);
        leaves.put(leaf, slot);
        takenNow.set(slot);
        return slot;
    }

    /**
     * {@return whether an array was taken both by code of a class and without} Its content is what was written first,
     * which is known only if all is written one after the other.
     */
    boolean isAmbiguous() {
        return ambiguous;
    }

    /** Gives the leaves taken so far the content that they have now, whatever becomes of them. */
    void keepLeaves() {
        values.replaceAll(value -> value instanceof ChunkSource ? value : recentLeaves.encodeNow(value));
    }

    /** From now on the same instance is another leaf. */
    void forgetLeaves() {
        leaves.clear();
    }

    /** {@return whether the same content was taken out} */
    boolean isSameAs(SlotList other) {
        return keys().equals(other.keys());
    }

    private List<ObjectKey> keys() {
        return sources().stream().map(ChunkSource::key).toList();
    }

    int graph(ChunkSource graph, List<Integer> leafSlots, String label) {
        return add(graph, leafSlots.stream().mapToInt(Integer::intValue).toArray(), label);
    }

    /** {@return a writer that takes large leaves out of a graph and notes their slots in {@code leafSlots}} */
    LeafWriter writerInto(List<Integer> leafSlots, String label) {
        return new LeafWriter() {
            @Override
            public int take(Object leaf) {
                return takes(leaf) ? note(leaf(leaf, label)) : -1;
            }

            @Override
            public int takeNow(Object leaf) {
                return takes(leaf) ? note(leafNow(leaf, label)) : -1;
            }

            @Override
            public void ownCodeBegins() {
                keepLeaves();
            }

            private int note(int slot) {
                leafSlots.add(slot);
                return leafSlots.size() - 1;
            }
        };
    }

    /** Encodes the leaves, which computes their keys. */
    List<ChunkSource> sources() {
        return values.stream()
                .map(value -> value instanceof ChunkSource source ? source : recentLeaves.encode(value))
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
