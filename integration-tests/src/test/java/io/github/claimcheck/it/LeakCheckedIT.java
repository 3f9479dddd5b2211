package io.github.claimcheck.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Base of tests with members: whatever a test did, all maps of the plugin are empty in time after it. */
abstract class LeakCheckedIT {

    /** The linger time of 1 s, and the 5 s that cleaning up may take. */
    private static final Duration CLEAN = Duration.ofSeconds(6);

    private final List<TestCluster> own = new ArrayList<>();
    private final Set<TestCluster> checked = new LinkedHashSet<>();
    private Duration allowed = CLEAN;

    /** Starts a cluster that ends with the test. */
    final TestCluster start(TestCluster.Options options) {
        var cluster = TestCluster.start(options);
        own.add(cluster);
        check(cluster);
        return cluster;
    }

    /** Checks a cluster that outlives the test. */
    final void check(TestCluster cluster) {
        checked.add(cluster);
    }

    /** The test kills processes on purpose: what they leave may stay for longer. */
    final void allow(Duration more) {
        allowed = CLEAN.plus(more);
    }

    @AfterEach
    final void nothingIsLeft() {
        try {
            checked.forEach(cluster -> cluster.awaitEmptyStore(allowed));
        } finally {
            own.forEach(TestCluster::close);
        }
    }
}
