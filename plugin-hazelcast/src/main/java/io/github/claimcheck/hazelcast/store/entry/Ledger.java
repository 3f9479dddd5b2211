package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many bytes of chunks each member holds, by its own last report, and what uploads under way will add. Kept in one
 * entry of one map, so that uploads from everywhere cannot together exceed what fits. Times are cluster time in
 * milliseconds.
 */
public final class Ledger implements IdentifiedDataSerializable {

    /** Stands for all members. */
    public static final UUID EVERYWHERE = new UUID(0, 0);

    private final Map<UUID, Long> usedBytes = new HashMap<>();
    private final Map<Long, Reserved> reservations = new HashMap<>();

    /** @param where which member needs the bytes; {@link #EVERYWHERE} if each does */
    private record Reserved(long shareBytes, UUID where, long until) {

        boolean isOn(UUID member) {
            return includes(where, member);
        }
    }

    /** {@return whether {@code shareBytes} more fit where they are needed; if so they are reserved} */
    boolean reserve(long id, long shareBytes, UUID where, long until, Map<UUID, Long> limits) {
        var wanted = new Reserved(shareBytes, where, until);
        // The engine may ask again for what it has got, if it did not learn of it.
        reservations.remove(id);
        for (var limit : limits.entrySet()) {
            var member = limit.getKey();
            long used = usedBytes.getOrDefault(member, 0L) + pendingBytes(member);
            if (wanted.isOn(member) && used + shareBytes > limit.getValue()) {
                return false;
            }
        }
        reservations.put(id, wanted);
        return true;
    }

    private long pendingBytes(UUID member) {
        return reservations.values().stream()
                .filter(reservation -> reservation.isOn(member))
                .mapToLong(Reserved::shareBytes)
                .sum();
    }

    /** Ends a reservation. What was stored counts on its members until the member's next report. */
    void settle(long id, boolean stored, Collection<UUID> members) {
        var reservation = reservations.remove(id);
        if (reservation != null && stored) {
            members.stream()
                    .filter(reservation::isOn)
                    .forEach(member -> usedBytes.merge(member, reservation.shareBytes, Long::sum));
        }
    }

    void report(UUID member, long bytes, Collection<UUID> members) {
        usedBytes.put(member, bytes);
        usedBytes.keySet().retainAll(members);
        usedBytes.values().removeIf(used -> used == 0);
    }

    /**
     * Counts what was removed, until the members' next reports. One byte is left, so that a member counts as one that
     * stores something until it says itself that it does not.
     */
    void free(long shareBytes, UUID where) {
        usedBytes.replaceAll((member, used) -> includes(where, member) ? Math.max(1, used - shareBytes) : used);
    }

    private static boolean includes(UUID where, UUID member) {
        return where.equals(EVERYWHERE) || where.equals(member);
    }

    void dropExpired(long now) {
        reservations.values().removeIf(reservation -> reservation.until <= now);
    }

    boolean isEmpty() {
        return usedBytes.isEmpty() && reservations.isEmpty();
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeInt(usedBytes.size());
        for (var used : usedBytes.entrySet()) {
            write(out, used.getKey());
            out.writeLong(used.getValue());
        }
        out.writeInt(reservations.size());
        for (var reservation : reservations.entrySet()) {
            out.writeLong(reservation.getKey());
            out.writeLong(reservation.getValue().shareBytes);
            write(out, reservation.getValue().where);
            out.writeLong(reservation.getValue().until);
        }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        for (int rest = in.readInt(); rest > 0; rest--) {
            usedBytes.put(readUuid(in), in.readLong());
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            reservations.put(in.readLong(), new Reserved(in.readLong(), readUuid(in), in.readLong()));
        }
    }

    static void write(ObjectDataOutput out, UUID member) throws IOException {
        out.writeLong(member.getMostSignificantBits());
        out.writeLong(member.getLeastSignificantBits());
    }

    static UUID readUuid(ObjectDataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    @Override
    public int getFactoryId() {
        return StoreTypes.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return StoreTypes.LEDGER;
    }
}
