package io.github.claimcheck.hazelcast.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private static final long LATER = Long.MAX_VALUE;

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Map<UUID, Long> limits = Map.of(one, 1000L, other, 1000L);
    private final Ledger ledger = new Ledger();
    private long reservations;

    @BeforeEach
    void report() {
        ledger.report(one, 900, List.of(one, other));
        ledger.report(other, 900, List.of(one, other));
    }

    private boolean fits(long bytes, UUID where) {
        return ledger.reserve(++reservations, bytes, where, LATER, limits);
    }

    @Test
    void reserve_moreThanOneMemberHasRoomFor_isRefused() {
        ledger.report(one, 0, List.of(one, other));
        assertThat(fits(101, Ledger.EVERYWHERE)).isFalse();
        assertThat(fits(101, one)).isTrue();
        assertThat(fits(100, Ledger.EVERYWHERE)).isTrue();
        assertThat(fits(1, Ledger.EVERYWHERE)).isFalse();
    }

    @Test
    void free_onOneMember_makesNoRoomOnOthers() {
        ledger.free(500, one);
        assertThat(fits(101, other)).isFalse();
        assertThat(fits(600, one)).isTrue();
    }

    @Test
    void free_everywhere_makesRoomOnAll() {
        ledger.free(500, Ledger.EVERYWHERE);
        assertThat(fits(600, Ledger.EVERYWHERE)).isTrue();
    }

    @Test
    void settle_stored_countsUntilTheNextReport() {
        assertThat(fits(100, one)).isTrue();
        ledger.settle(reservations, true, List.of(one, other));
        assertThat(fits(1, one)).isFalse();
        ledger.report(one, 950, List.of(one, other));
        assertThat(fits(50, one)).isTrue();
    }

    @Test
    void settle_notStored_givesTheRoomBack() {
        assertThat(fits(100, Ledger.EVERYWHERE)).isTrue();
        ledger.settle(reservations, false, List.of(one, other));
        assertThat(fits(100, Ledger.EVERYWHERE)).isTrue();
    }

    @Test
    void dropExpired_reservationThatNobodyEnds_givesTheRoomBack() {
        assertThat(ledger.reserve(-1, 100, one, 10, limits)).isTrue();
        ledger.dropExpired(9);
        assertThat(fits(1, one)).isFalse();
        ledger.dropExpired(10);
        assertThat(fits(100, one)).isTrue();
    }
}
