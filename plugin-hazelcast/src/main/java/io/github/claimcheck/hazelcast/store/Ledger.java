package io.github.claimcheck.hazelcast.store;

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
final class Ledger implements IdentifiedDataSerializable {

    private final Map<UUID, Long> usedBytes = new HashMap<>();
    private final Map<Long, Reservation> reservations = new HashMap<>();

    private record Reservation(long shareBytes, long until) {}

    /** {@return whether {@code shareBytes} more fit on each member; if so they are reserved} */
    boolean reserve(long id, long shareBytes, long until, Map<UUID, Long> limits) {
        long pending = reservations.values().stream()
                .mapToLong(Reservation::shareBytes)
                .sum();
        for (var limit : limits.entrySet()) {
            if (usedBytes.getOrDefault(limit.getKey(), 0L) + pending + shareBytes > limit.getValue()) {
                return false;
            }
        }
        reservations.put(id, new Reservation(shareBytes, until));
        return true;
    }

    /** Ends a reservation. What was stored counts on every member until the member's next report. */
    void settle(long id, boolean stored, Collection<UUID> members) {
        var reservation = reservations.remove(id);
        if (reservation != null && stored) {
            members.forEach(member -> usedBytes.merge(member, reservation.shareBytes, Long::sum));
        }
    }

    void report(UUID member, long bytes, Collection<UUID> members) {
        usedBytes.put(member, bytes);
        usedBytes.keySet().retainAll(members);
        usedBytes.values().removeIf(used -> used == 0);
    }

    /** Counts what was removed everywhere, until the members' next reports. */
    void free(long shareBytes) {
        usedBytes.replaceAll((member, used) -> Math.max(1, used - shareBytes));
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
            out.writeLong(used.getKey().getMostSignificantBits());
            out.writeLong(used.getKey().getLeastSignificantBits());
            out.writeLong(used.getValue());
        }
        out.writeInt(reservations.size());
        for (var reservation : reservations.entrySet()) {
            out.writeLong(reservation.getKey());
            out.writeLong(reservation.getValue().shareBytes);
            out.writeLong(reservation.getValue().until);
        }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        for (int rest = in.readInt(); rest > 0; rest--) {
            usedBytes.put(new UUID(in.readLong(), in.readLong()), in.readLong());
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            reservations.put(in.readLong(), new Reservation(in.readLong(), in.readLong()));
        }
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
