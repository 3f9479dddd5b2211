package io.github.claimcheck.hazelcast;

import java.time.Duration;

/** When a member renews its claim for a task, beginning with the first time. Not thread-safe. */
final class Renewal {

    private static final int PER_LEASE = 3;

    /** Most tasks that run once are done before that, and need no claim of this member. */
    private static final Duration FIRST_AFTER = Duration.ofMillis(500);

    private final long knownSince = System.nanoTime();
    private long renewedAt;
    private boolean claims;
    private boolean everSent;
    private boolean answered;

    /** {@return how long holders wait from one renewal to the next} */
    static Duration interval(Duration lease) {
        return lease.dividedBy(PER_LEASE);
    }

    /** {@return whether it is time} */
    boolean isDue(Duration lease) {
        long now = System.nanoTime();
        long share = interval(lease).toNanos();
        return claims ? now - renewedAt > share : now - knownSince > Math.min(share, FIRST_AFTER.toNanos());
    }

    /** The claim is renewed now. */
    void sent() {
        renewedAt = System.nanoTime();
        claims = true;
        everSent = true;
    }

    /**
     * The store has answered.
     *
     * @param stored whether the objects were there; if not, there was nothing to claim, but they may be on their way
     */
    void answered(boolean stored) {
        answered = true;
        claims &= stored;
    }

    /** The store could not be asked, so it is time again. */
    void failed() {
        claims = false;
    }

    /** {@return whether the claim was ever asked for} */
    boolean hasClaimed() {
        return everSent;
    }

    /** {@return whether the store has ever answered} */
    boolean isAnswered() {
        return answered;
    }
}
