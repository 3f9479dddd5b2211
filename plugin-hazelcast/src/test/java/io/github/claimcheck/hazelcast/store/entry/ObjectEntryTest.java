package io.github.claimcheck.hazelcast.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.store.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectEntryTest {

    private static final long START = 1_000_000;
    private static final long LEASE = 1000;
    private static final long LINGER = 100;
    private static final long TASK = 7;
    private static final long MEMBER = 8;
    private static final long SESSION_ID = 9;

    private static final Placement PLACE = Placement.spread(1, true);
    private static final Claim SUBMITTED = new Claim(TASK, Claim.SUBMITTER);
    private static final Claim ARRIVED = new Claim(TASK, MEMBER);
    private static final Claim ENDED = new Claim(TASK, Claim.ALL_HOLDERS);

    private final ObjectEntry entry = new ObjectEntry(PLACE, START);

    @Test
    void isUnclaimed_neverClaimed_afterLinger() {
        assertThat(entry.isUnclaimed(START + LINGER - 1, LINGER)).isFalse();
        assertThat(entry.isUnclaimed(START + LINGER, LINGER)).isTrue();
    }

    @Test
    void isUnclaimed_leaseEnded_lingersFromItsEnd() {
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START);

        assertThat(entry.isUnclaimed(START + LEASE + LINGER - 1, LINGER)).isFalse();
        assertThat(entry.isUnclaimed(START + LEASE + LINGER, LINGER)).isTrue();
    }

    @Test
    void isUnclaimed_released_lingersFromTheRelease() {
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START);
        entry.apply(List.of(Change.end(ENDED)), START + 50);

        assertThat(entry.isUnclaimed(START + 50 + LINGER - 1, LINGER)).isFalse();
        assertThat(entry.isUnclaimed(START + 50 + LINGER, LINGER)).isTrue();
    }

    @Test
    void isUnclaimed_heldBySession_notBeforeItEnds() {
        entry.apply(List.of(Change.session(SESSION_ID, LEASE)), START);

        assertThat(entry.isUnclaimed(START + LEASE - 1, 0)).isFalse();
        assertThat(entry.isUnclaimed(START + LEASE, LINGER))
                .as("a session does not prolong the linger time")
                .isTrue();
    }

    @Test
    void apply_releaseBeforeTheClaim_claimCountsForNothing() {
        entry.apply(List.of(Change.end(ENDED)), START);
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START + 1);

        assertThat(entry.isUnclaimed(START + LINGER, LINGER)).isTrue();
    }

    @Test
    void apply_takenOverBeforeTheClaim_onlyTheMemberHolds() {
        entry.apply(List.of(Change.takeOver(ARRIVED, LEASE)), START);
        entry.apply(List.of(Change.hold(SUBMITTED, 10 * LEASE)), START + 1);

        assertThat(entry.isUnclaimed(START + LEASE - 1, 0)).isFalse();
        assertThat(entry.isUnclaimed(START + LEASE, 0)).isTrue();
    }

    @Test
    void apply_endAfter_shortensTheLease() {
        entry.apply(List.of(Change.hold(SUBMITTED, 10 * LEASE)), START);
        entry.apply(List.of(Change.endAfter(ENDED, LEASE)), START);

        assertThat(entry.isUnclaimed(START + LEASE - 1, 0)).isFalse();
        assertThat(entry.isUnclaimed(START + LEASE, 0)).isTrue();
    }

    @Test
    void apply_endAfterTheLease_neverProlongsIt() {
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START);
        entry.apply(List.of(Change.endAfter(ENDED, 2 * LEASE)), START);

        assertThat(entry.isUnclaimed(START + LEASE, 0)).isTrue();
    }

    @Test
    void apply_olderLease_neverShortensANewerOne() {
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START);
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE / 2)), START);

        assertThat(entry.isUnclaimed(START + LEASE - 1, 0)).isFalse();
    }

    @Test
    void withClaimsOf_otherHalf_keepsTheClaimsOfBoth() {
        entry.apply(List.of(Change.hold(SUBMITTED, LEASE)), START);
        var other = new ObjectEntry(Placement.spread(3, true), START);
        other.apply(List.of(Change.hold(new Claim(TASK + 1, MEMBER), 2 * LEASE)), START);

        var healed = entry.withClaimsOf(other);

        assertThat(healed.placement()).isSameAs(PLACE);
        assertThat(healed.isUnclaimed(START + 2 * LEASE - 1, 0)).isFalse();
        assertThat(healed.isUnclaimed(START + 2 * LEASE, 0)).isTrue();
    }
}
