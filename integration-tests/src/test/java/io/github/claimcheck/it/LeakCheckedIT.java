package io.github.claimcheck.it;

import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Options;
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

    /** For so long a member removes nothing after another has left, or after it has stood still. */
    private static final Duration REMOVAL_PAUSE = Duration.ofSeconds(3);

    private static final String EXECUTORS = """
              executor-service:
                single:
                  pool-size: 1
                tiny:
                  pool-size: 1
                  queue-capacity: 1
              durable-executor-service:
                default:
                  pool-size: 8
                  durability: 1
            """;
    private static final String SERIALIZATION = """
              serialization:
                data-serializable-factories:
                  - factory-id: 7
                    class-name: io.github.claimcheck.it.program.UserFactories$Identified
                portable-factories:
                  - factory-id: 8
                    class-name: io.github.claimcheck.it.program.UserFactories$Portables
                compact-serialization:
                  serializers:
                    - serializer: io.github.claimcheck.it.program.UserFactories$CompactTaskSerializer
                serializers:
                  - type-class: io.github.claimcheck.it.program.SerializerTasks$UserSerialized
                    class-name: io.github.claimcheck.it.program.UserFactories$UserTaskSerializer
            """;

    /** What the programs of these tests need, without the plugin. */
    static final Options STOCK = Options.STOCK.withYaml(EXECUTORS + SERIALIZATION, SERIALIZATION);

    /** The same with the plugin, which keeps nothing for long that no task needs; no lease hides a leak. */
    static final Options PLUGIN =
            Options.PLUGIN.withYaml(STOCK.memberYaml(), STOCK.clientYaml()).with("claimcheck.linger", "1s");

    /** So that nothing goes by value because the machine is slow. */
    static final Options PATIENT = PLUGIN.with("claimcheck.store.timeout", "2m");

    private final List<Cluster> own = new ArrayList<>();
    private final Set<Cluster> checked = new LinkedHashSet<>();
    private Duration allowed = CLEAN;

    /** Starts a cluster that ends with the test. */
    final Cluster start(String test, int members, Options options) {
        var cluster = Cluster.start(test, members, options);
        own.add(cluster);
        check(cluster);
        return cluster;
    }

    /** Checks a cluster that outlives the test. */
    final void check(Cluster cluster) {
        checked.add(cluster);
    }

    /** The test kills processes on purpose: what they leave may stay for longer. */
    final void allow(Duration more) {
        allowed = CLEAN.plus(more);
    }

    /** A member leaves, or stands still for some seconds because its heap is nearly full. */
    final void allowRemovalPause() {
        allow(REMOVAL_PAUSE);
    }

    static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }

    @AfterEach
    final void nothingIsLeft() {
        try {
            checked.forEach(cluster -> cluster.awaitEmptyStore(allowed));
        } finally {
            own.forEach(Cluster::close);
        }
    }
}
