package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.hazelcast.store.entry.ClaimChange;
import io.github.claimcheck.hazelcast.store.entry.UpdateClaims;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.Deadline;
import io.github.claimcheck.store.ObjectStore.Durability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SessionHoldsIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Deadline DEADLINE = new Deadline(LEASE);

    /** A direct step overtakes what is in the queue. */
    @Test
    void end_stillInTheQueue_leavesTheNextHold() throws Exception {
        try (var cluster = new StoreCluster(1, "linger", "0")) {
            var maps = Maps.of(cluster.member(0));
            var queue = new ClaimQueue(maps, LEASE);
            var holds = new SessionHolds(queue, LEASE);
            var object = SampleObjects.random(SampleObjects.CHUNK_BYTES);
            var key = object.key();
            try (var store = cluster.clientStore()) {
                store.put(object, new Claim(1, Claim.SUBMITTER), Durability.BACKED_UP, DEADLINE);
                claimAndHold(maps, holds, key, new Claim(2, Claim.SUBMITTER));
                holds.end(key);
                claimAndHold(maps, holds, key, new Claim(3, Claim.SUBMITTER));
            }
            for (int task = 1; task <= 3; task++) {
                queue.add(key, ClaimChange.end(new Claim(task, Claim.SUBMITTER)));
            }
            queue.drain(DEADLINE);

            await().during(Duration.ofSeconds(1))
                    .atMost(LEASE)
                    .until(() -> maps.objects().size() == 1);
            holds.endAll();
            queue.drain(DEADLINE);
            cluster.awaitEmpty(LEASE);
        }
    }

    private static void claimAndHold(Maps maps, SessionHolds holds, ObjectKey key, Claim claim) {
        var hold = holds.ask();
        assertThat(maps.step(key, new UpdateClaims(holds.claimAndHold(claim, hold)))
                        .join())
                .isNotNull();
        holds.held(key, hold);
    }
}
