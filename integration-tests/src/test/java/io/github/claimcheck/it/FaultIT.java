package io.github.claimcheck.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.it.process.Cluster;
import io.github.claimcheck.it.process.Jvm;
import io.github.claimcheck.it.process.Options;
import io.github.claimcheck.it.program.Faults;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real processes, real signals: nothing leaks and nothing vanishes. */
final class FaultIT extends LeakCheckedIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(120);
    private static final Duration LEASE = Duration.ofSeconds(8);

    /** For members that hold tasks while nobody looks after them: they may be slow by two thirds of it. */
    private static final Duration LONG_LEASE = Duration.ofSeconds(15);

    /** Longer than any lease here, and shorter than what the engine takes for the end of a member. */
    private static final Duration PAUSE = Duration.ofSeconds(45);

    private String name;
    private Options options;
    private Cluster cluster;

    /** The tests mostly wait, so some of them run side by side, each with a cluster of its own. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface SideBySide {}

    @BeforeEach
    void prepare(TestInfo test) {
        name = "FaultIT-" + test.getTestMethod().orElseThrow().getName();
        options = PLUGIN.with("claimcheck.lease", LEASE.toSeconds() + "s")
                // Members read what they need when a task runs, so it must still be there.
                .with("claimcheck.cache.max-size", "0")
                .with("hazelcast.shutdownhook.policy", "GRACEFUL")
                .with("hazelcast.graceful.shutdown.max.wait", "30");
    }

    @SideBySide
    void mixOfOutcomes_clientStaysConnected_storeIsEmptyAfterLinger() {
        // No lease that ends in time hides a leak.
        startMembers(options.with("claimcheck.lease", "5m"));
        var program = cluster.startProgram(Faults.class, "client", "mix").awaitLine("done", LATE);
        assertThat(program.outputLines()).contains("failed true");
    }

    @SideBySide
    void durable_ownerKilledWhileRunning_runsAgainElsewhere() {
        allow(LEASE);
        var program = start("durable", options);
        awaitEntries("started", 6);
        memberOf("durable-0").kill();
        cluster.awaitMembers(2);
        open("go");
        assertOutcomes(program, 6);
    }

    @SideBySide
    void durable_memberJoinsWhileTasksRunAndOthersUpload_resultsRight() {
        var program = start("durable", options);
        awaitEntries("started", 6);
        var uploads = cluster.startProgram(Faults.class, "client", "uploads");
        cluster.startMember();
        cluster.awaitMembers(4);
        open("go");
        assertOutcomes(program, 6);
        open("enough");
        assertThat(uploads.awaitSuccess(SOON).outputLines()).containsExactly("wrong 0");
    }

    @SideBySide
    void submitToAllMembers_oneMemberSuspended_allResolve() {
        startMembers(options);
        var program = cluster.startProgram(Faults.class, "client", "everywhere").awaitLine("ready", LATE);
        cluster.member(1).pause();
        program.enter();
        pass(PAUSE);
        cluster.member(1).resume();
        assertThat(program.awaitSuccess(SOON).outputLines()).containsExactly("ready", "right", "right", "right");
    }

    @SideBySide
    void submitToAllMembers_oneMemberSuspendedWhileTheyWait_allResolve() {
        var program = start("behind", options.with("claimcheck.lease", "5m"));
        cluster.member(1).pause();
        pass(PAUSE);
        cluster.member(1).resume();
        awaitEntries("claimcheck.objects", 1);
        open("go");
        assertOutcomes(program, 3);
    }

    @SideBySide
    void client_killedAfterSubmit_tasksRunAndNothingStays() {
        options = options.with("claimcheck.lease", LONG_LEASE.toSeconds() + "s");
        assertTasksOutlive(start("abandoned", options));
    }

    @SideBySide
    void submittingMember_killedAfterSubmit_tasksRunAndNothingStays() {
        startMembers(options.with("claimcheck.lease", LONG_LEASE.toSeconds() + "s"));
        assertTasksOutlive(
                cluster.startProgram(Faults.class, "member", "abandoned").awaitLine("submitted", LATE));
    }

    private void assertTasksOutlive(Jvm submitter) {
        allow(LONG_LEASE);
        submitter.kill();
        pass(LONG_LEASE.plusSeconds(2));
        open("go");
        awaitEntries("finished", 6);
    }

    @SideBySide
    void client_killedWhileItUploads_nothingStays() {
        // So many chunks that the client is still busy with them when it is killed.
        startMembers(options.with("claimcheck.chunk-size", "16KB").with("claimcheck.store.timeout", "5s"));
        // What has no entry may belong to an upload under way, for as long as one can last.
        allow(Duration.ofSeconds(15));
        suspendedWhileItUploads().kill();
        assertThat(cluster.storedEntries()).containsEntry("claimcheck.objects", 0);
    }

    private Jvm suspendedWhileItUploads() {
        for (var tries = 0; tries < 5; tries++) {
            var program = cluster.startProgram(Faults.class, "client", "upload");
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> cluster.storedEntries().getOrDefault("claimcheck.chunks", 0) > 0);
            program.pause();
            if (program.outputLines().isEmpty()) {
                return program;
            }
            program.resume();
            assertOutcomes(program, 1);
            cluster.awaitEmptyStore(SOON);
        }
        throw new AssertionError("The client was always faster than the test");
    }

    @SideBySide
    void member_killedWhileAClientUploads_taskRunsRightAndNothingStays() {
        startMembers(options.with("claimcheck.chunk-size", "16KB"));
        // Chunks that their owner has seen without an entry may belong to an upload for as long as one can last.
        allow(Duration.ofSeconds(15));
        var program = suspendedWhileItUploads();
        cluster.member(1).kill();
        program.resume();
        assertOutcomes(program, 1);
    }

    @SideBySide
    void repeated_tenLeasesThenOwnerKilledAndAnotherLeaves_keepsBeating() {
        var lease = Duration.ofSeconds(5);
        allow(lease);
        var program = start("repeated", options.with("claimcheck.lease", lease.toSeconds() + "s"));
        awaitEntries("claimcheck.objects", 1);
        pass(lease.multipliedBy(10));
        awaitBeats(beats() + 4);
        memberOf("beat").kill();
        cluster.awaitMembers(2);
        awaitBeats(beats() + 10);
        cluster.aliveMembers().get(0).terminate();
        cluster.awaitMembers(1);
        awaitBeats(beats() + 10);
        open("stop");
        program.awaitLine("disposed", LATE);
        assertThat(cluster.client().getMap("beats").get("wrong")).isNull();
    }

    @SideBySide
    void oneOfThreeMembers_killed_losesNothing() {
        assertOneKilledLosesNothing(LEASE);
    }

    /** What has just been submitted has no backups where the client can keep it in memory. */
    @SideBySide
    void oneOfThreeMembers_killedAtOnce_clientStoresAgain() {
        options = options.with("claimcheck.cache.max-size", "64MB");
        // Room for backups that the killed member was asked for may stay reserved for two store time-outs.
        assertOneKilledLosesNothing(Duration.ofSeconds(20));
    }

    private void assertOneKilledLosesNothing(Duration allowed) {
        allow(allowed);
        var program = start("kept", options);
        awaitEntries("started", 1);
        bystanders().get(0).kill();
        cluster.awaitMembers(2);
        assertNothingLost(program);
    }

    @SideBySide
    void members_shutDownOneAfterAnother_lastOneHasEverything() {
        var program = start("kept", options);
        awaitEntries("started", 1);
        for (var left = 2; left > 0; left--) {
            bystanders().get(0).terminate();
            cluster.awaitMembers(left);
        }
        assertNothingLost(program);
    }

    private void assertNothingLost(Jvm program) {
        open("go");
        await().atMost(SOON).until(() -> program.outputLines().size() >= 17);
        assertThat(program.outputLines()).filteredOn("right"::equals).hasSize(16);
    }

    @SideBySide
    void twoMembersKilledAtOnce_clearErrorsSoonAndNextSubmissionWorks() {
        // Chunks whose entries are lost may belong to an upload for as long as one can last.
        allow(Duration.ofSeconds(15));
        var program = start("kept", options);
        awaitEntries("started", 1);
        var both = bystanders();
        // Suspended first, so that the one that dies later cannot rescue what the other has left.
        both.forEach(Jvm::pause);
        both.forEach(Jvm::kill);
        cluster.awaitMembers(1);
        assertLostAndStoredAgain(program);
    }

    @SideBySide
    void queued_userClearsStore_clearErrorsSoonAndNextSubmissionWorks() {
        allow(LEASE);
        var program = start("kept", options);
        awaitEntries("started", 1);
        cluster.storedEntries()
                .keySet()
                .forEach(map -> cluster.client().getMap(map).clear());
        assertLostAndStoredAgain(program);
    }

    /** The same submission fails at first, and then, at once, succeeds. */
    private void assertLostAndStoredAgain(Jvm program) {
        open("again");
        open("go");
        var lines = program.awaitSuccess(LATE).outputLines();
        assertThat(lines.subList(1, 17))
                .filteredOn(line -> !line.equals("right"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("failed ").contains("Gated", " ago", "key="));
        assertThat(lines.subList(17, 34))
                .containsOnlyOnce("submitted")
                .filteredOn("right"::equals)
                .hasSize(16);
    }

    private void startMembers(Options with) {
        cluster = start(name, 3, with);
    }

    private Jvm start(String scenario, Options with) {
        startMembers(with);
        return cluster.startProgram(Faults.class, "client", scenario).awaitLine("submitted", LATE);
    }

    private void open(String what) {
        cluster.client().getMap("control").put(what, true);
    }

    /** {@return the member on which the task has started} */
    private Jvm memberOf(String task) {
        long pid = (Long) cluster.client().getMap("started").get(task);
        return cluster.aliveMembers().stream()
                .filter(member -> member.pid() == pid)
                .findAny()
                .orElseThrow();
    }

    /** {@return the members on which no task waits} */
    private List<Jvm> bystanders() {
        var busy = memberOf("kept");
        return cluster.aliveMembers().stream().filter(member -> member != busy).toList();
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

    private static void assertOutcomes(Jvm program, int count) {
        assertThat(program.awaitSuccess(LATE).outputLines())
                .hasSize(1 + count)
                .filteredOn("right"::equals)
                .hasSize(count);
    }
}
