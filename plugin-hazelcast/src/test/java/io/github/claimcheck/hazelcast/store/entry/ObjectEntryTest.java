package io.github.claimcheck.hazelcast.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.store.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectEntryTest {

    private static final long LEASE = 300_000;
    private static final long NOW = 1_000_000;
    private static final long MEMBER = 7;
    private static final Claim SUBMITTERS = new Claim(1, Claim.SUBMITTER);
    private static final Claim MEMBERS = new Claim(1, MEMBER);

    private final ObjectEntry entry = new ObjectEntry(Placement.spread(1, true), NOW);

    private void apply(ClaimChange... changes) {
        entry.apply(List.of(changes), NOW);
    }

    private boolean isUnclaimed() {
        return entry.isUnclaimed(NOW, 0);
    }

    @Test
    void apply_submittersClaimAfterTheMembers_countsForNothing() {
        apply(ClaimChange.lease(MEMBERS, LEASE));
        apply(ClaimChange.takeOver(MEMBERS, LEASE));
        apply(ClaimChange.lease(SUBMITTERS, LEASE));
        assertThat(isUnclaimed()).isFalse();
        apply(ClaimChange.end(MEMBERS));
        assertThat(isUnclaimed()).isTrue();
    }

    @Test
    void apply_submittersClaimSentAgainAfterItsEnd_countsForNothing() {
        apply(ClaimChange.end(new Claim(1, Claim.ALL_HOLDERS)));
        apply(ClaimChange.lease(SUBMITTERS, LEASE));
        apply(ClaimChange.lease(SUBMITTERS, LEASE));
        assertThat(isUnclaimed()).isTrue();
    }

    @Test
    void apply_endForAllHolders_leavesOtherClaims() {
        var other = new Claim(2, Claim.SUBMITTER);
        apply(ClaimChange.lease(SUBMITTERS, LEASE), ClaimChange.lease(MEMBERS, LEASE), ClaimChange.lease(other, LEASE));
        apply(ClaimChange.end(new Claim(1, Claim.ALL_HOLDERS)));
        assertThat(isUnclaimed()).isFalse();
        apply(ClaimChange.end(other));
        assertThat(isUnclaimed()).isTrue();
    }

    @Test
    void apply_endInAWhile_lastsNoLongerThanThat() {
        apply(ClaimChange.lease(MEMBERS, LEASE));
        apply(ClaimChange.endAfter(MEMBERS, 1_000));
        assertThat(entry.isUnclaimed(NOW + 999, 0)).isFalse();
        assertThat(entry.isUnclaimed(NOW + 1_000, 0)).isTrue();
    }

    @Test
    void millisToRemoval_claimed_isTheLingerTime() {
        apply(ClaimChange.lease(MEMBERS, LEASE));
        assertThat(entry.millisToRemoval(NOW, 500)).isEqualTo(500);
        assertThat(entry.millisToRemoval(NOW, 0)).isPositive();
    }

    @Test
    void millisToRemoval_released_isTheRestOfTheLingerTime() {
        apply(ClaimChange.lease(MEMBERS, LEASE), ClaimChange.end(MEMBERS));
        assertThat(entry.millisToRemoval(NOW + 200, 500)).isEqualTo(300);
        assertThat(entry.millisToRemoval(NOW + 500, 500)).isZero();
        assertThat(entry.millisToRemoval(NOW, 0)).isZero();
    }

    @Test
    void millisToRemoval_heldBySession_countsFromTheLastTask() {
        apply(ClaimChange.lease(MEMBERS, LEASE), ClaimChange.end(MEMBERS), ClaimChange.session(7, LEASE));
        assertThat(entry.millisToRemoval(NOW + 200, 500)).isEqualTo(300);
        assertThat(entry.millisToRemoval(NOW + 600, 500)).isEqualTo(1);
    }
}
