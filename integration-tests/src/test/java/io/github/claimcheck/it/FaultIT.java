package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.program.Faults;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes, real signals: nothing leaks and nothing vanishes. */
final class FaultIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** Linger of 1 s and the 5 s that cleaning up may take. */
    private static final Duration CLEAN = Duration.ofSeconds(6);
    /** What is left by processes that were killed has a lease of 10 s on top. */
    private static final Duration CLEAN_AFTER_CRASH = Duration.ofSeconds(20);

    private TestCluster cluster;

    @BeforeEach
    void startCluster() {
        cluster = TestCluster.start(
                TestCluster.Options.of(FaultIT.class).with("hazelcast.graceful.shutdown.max.wait", "30"));
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void mixOfOutcomes_clientStaysConnected_storeIsEmptyAfterLinger() {
        var program = cluster.startProgram("client", Faults.class, "mix");

        awaitLine(program, "done");

        cluster.awaitEmptyStore(CLEAN);
        assertThat(program.outputLines()).contains("failed true");
    }

    @Test
    void durable_ownerKilledWhileRunning_runsAgainElsewhere() {
        var program = cluster.startProgram("client", Faults.class, "durable");
        awaitLine(program, "submitted");
        awaitEntries("started", 6);

        cluster.kill(pid("durable-0"));
        cluster.awaitMembers(2);
        allow("go");

        assertThat(program.exitCode(120)).isZero();
        assertThat(program.outputLines()).hasSize(7).filteredOn("right"::equals).hasSize(6);
        cluster.awaitEmptyStore(CLEAN_AFTER_CRASH);
    }

    @Test
    void durable_memberJoinsWhileRunning_resultsRight() {
        var program = cluster.startProgram("client", Faults.class, "durable");
        awaitLine(program, "submitted");

        cluster.startMember();
        cluster.awaitMembers(4);
        allow("go");

        assertThat(program.exitCode(120)).isZero();
        assertThat(program.outputLines()).filteredOn("right"::equals).hasSize(6);
        cluster.awaitEmptyStore(CLEAN_AFTER_CRASH);
    }

    @Test
    void submitToAllMembers_oneMemberPausedLongerThanLease_allResolve() {
        cluster.member(1).pause();
        var program = cluster.startProgram("client", Faults.class, "everywhere");
        await().pollDelay(Duration.ofSeconds(25)).atMost(SOON).until(() -> true);
        cluster.member(1).resume();

        assertThat(program.exitCode(120)).isZero();
        assertThat(program.outputLines()).containsExactly("submitted", "right", "right", "right");
        cluster.awaitEmptyStore(CLEAN_AFTER_CRASH);
    }

    @Test
    void submitter_killedAfterSubmit_tasksRunAndStoreIsEmptyAfterLease() {
        var program = cluster.startProgram("client", Faults.class, "abandoned");
        awaitLine(program, "submitted");
        awaitEntries("started", 1);

        program.kill();
        await().pollDelay(Duration.ofSeconds(12)).atMost(SOON).until(() -> true);
        allow("go");

        awaitEntries("finished", 6);
        cluster.awaitEmptyStore(CLEAN_AFTER_CRASH);
    }

    @Test
    void repeated_ownerKilledAndOthersLeave_keepsBeating() {
        var program = cluster.startProgram("client", Faults.class, "repeated");
        awaitBeats(30);
        cluster.kill(pid("beat"));
        cluster.awaitMembers(2);
        awaitBeats(beats() + 10);
        cluster.terminateOneMember();
        cluster.awaitMembers(1);
        awaitBeats(beats() + 10);

        allow("stop");
        awaitLine(program, "disposed");
        cluster.awaitEmptyStore(CLEAN_AFTER_CRASH);
        assertThat(cluster.client().getMap("beats").get("wrong")).isNull();
    }

    @Test
    void queued_userClearsStore_clearErrorAndNextSubmissionWorks() {
        cluster.close();
        cluster = TestCluster.start(
                TestCluster.Options.of(FaultIT.class).named("cleared").with("claimcheck.cache.max-size", "0"));
        var program = cluster.startProgram("client", Faults.class, "queued");
        awaitLine(program, "submitted");
        awaitEntries("started", 1);

        cluster.storedEntries()
                .keySet()
                .forEach(map -> cluster.client().getMap(map).clear());
        allow("go");
        // A submitter asks the store anew when it has not submitted that content for a second.
        await().pollDelay(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> program.outputLines().size() == 3);
        allow("again");

        assertThat(program.exitCode(60)).isZero();
        var lines = program.outputLines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).startsWith("failed ").contains("Faults", "key=");
        assertThat(lines.get(3)).isEqualTo("right");
    }

    private void allow(String what) {
        cluster.client().getMap("control").put(what, true);
    }

    private long pid(String task) {
        return (Long) cluster.client().getMap("started").get(task);
    }

    private long beats() {
        return (Long) cluster.client().getMap("beats").getOrDefault("beats", 0L);
    }

    private void awaitBeats(long count) {
        await().atMost(SOON).until(() -> beats() >= count);
    }

    private void awaitEntries(String map, int count) {
        await().atMost(SOON).until(() -> cluster.client().getMap(map).size() >= count);
    }

    private static void awaitLine(ChildJvm program, String line) {
        await("line '" + line + "' of " + program.log())
                .atMost(Duration.ofSeconds(120))
                .until(() -> Collections.frequency(program.outputLines(), line) > 0 || !program.isAlive());
        assertThat(program.outputLines()).contains(line);
    }
}
