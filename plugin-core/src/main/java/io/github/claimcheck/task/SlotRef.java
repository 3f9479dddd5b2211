package io.github.claimcheck.task;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.EncodedObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference to one object that was taken out of a task.
 *
 * @param key the stored object
 * @param leaves for a graph, the slots of the leaves that were taken out of it, by their ordinals; otherwise empty
 * @param label names the object to a person: a field, or the position of a captured variable
 */
record SlotRef(ObjectKey key, int[] leaves, String label) {

    private static final int MAX_LABEL_BYTES = 40;
    private static final int SMALLEST = ObjectKey.BYTES + 2;

    void writeTo(DataOutputStream out) throws IOException {
        key.writeTo(out);
        Varint.write(out, leaves.length);
        for (int leaf : leaves) {
            Varint.write(out, leaf);
        }
        Varint.writeString(out, label, MAX_LABEL_BYTES);
    }

    static SlotRef readFrom(DataInputStream in) throws IOException {
        var key = ObjectKey.readFrom(in);
        var leaves = new int[Varint.readCount(in, 1)];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = Varint.read(in);
        }
        return new SlotRef(key, leaves, Varint.readString(in));
    }

    static void writeTable(DataOutputStream out, List<SlotRef> table) throws IOException {
        Varint.write(out, table.size());
        for (var slot : table) {
            slot.writeTo(out);
        }
    }

    /**
     * Writes the table of a stored body behind it, since it is complete only then. The envelope stays small however
     * many slots there are.
     */
    static void writeTableBehind(ChunkBuffer body, List<SlotRef> table) throws IOException {
        var out = new DataOutputStream(body);
        long bodyBytes = body.length();
        writeTable(out, table);
        out.writeLong(bodyBytes);
    }

    static List<SlotRef> readTableBehind(EncodedObject body) throws IOException {
        long length = body.key().length();
        if (length < Long.BYTES) {
            throw new IOException("damaged task: " + length + " bytes");
        }
        var in = new ChunkInputStream(body);
        in.skipNBytes(length - Long.BYTES);
        long bodyBytes = new DataInputStream(in).readLong();
        if (bodyBytes < 0 || bodyBytes > length - Long.BYTES) {
            throw new IOException("damaged task: body of " + bodyBytes + " bytes in " + length);
        }
        in = new ChunkInputStream(body);
        in.skipNBytes(bodyBytes);
        return readTable(new DataInputStream(in));
    }

    static List<SlotRef> readTable(DataInputStream in) throws IOException {
        int count = Varint.readCount(in, SMALLEST);
        var table = new ArrayList<SlotRef>(count);
        for (int i = 0; i < count; i++) {
            table.add(readFrom(in));
        }
        return table;
    }
}
