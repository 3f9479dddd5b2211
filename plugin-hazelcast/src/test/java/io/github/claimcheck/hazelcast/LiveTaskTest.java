package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.task.CallKind;
import io.github.claimcheck.task.Envelope;
import io.github.claimcheck.task.Envelope.BodyForm;
import io.github.claimcheck.task.TaskTraits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveTaskTest {

    private static final Duration LEASE = Duration.ofMinutes(5);

    private static Envelope envelope(CallKind kind) {
        return new Envelope(TaskTraits.CALLABLE, kind, 1, null, "task", BodyForm.OBJECT, new byte[0], null, List.of());
    }

    private static TaskEnvelope copyOf(Envelope envelope) {
        return TaskEnvelope.arrived(new TaskEnvelope.Origin(envelope, envelope.toBytes(), new PluginLink(), null));
    }

    /** A client that may send again what was perhaps lost has one task run twice. */
    @Test
    void runEnded_anotherCopyWaits_isNotTheLast() {
        var envelope = envelope(CallKind.SINGLE);
        var task = new LiveTask(envelope);
        var first = copyOf(envelope);
        var second = copyOf(envelope);
        task.addCopy(first);
        task.addCopy(second);
        task.runStarted();
        assertThat(task.runEnded(first)).isFalse();
        task.runStarted();
        assertThat(task.runEnded(second)).isTrue();
    }

    @Test
    void isLastToHold_passedOnAndNeverKept_isNot() {
        var envelope = envelope(CallKind.KEPT);
        var copy = copyOf(envelope);
        var task = new LiveTask(envelope);
        task.addCopy(copy);
        assertThat(task.isLastToHold()).isTrue();
        task.passOn();
        assertThat(task.isLastToHold()).isFalse();
    }

    @Test
    void needsRenewal_keptForTheFirstTime_takesOverAtOnce() {
        var envelope = envelope(CallKind.KEPT);
        var copy = copyOf(envelope);
        var task = new LiveTask(envelope);
        task.addCopy(copy);
        assertThat(task.renewed()).isFalse();
        assertThat(task.needsRenewal(LEASE)).isFalse();
        assertThat(task.isAlive(claimId -> true)).isTrue();
        assertThat(task.needsRenewal(LEASE)).isTrue();
        assertThat(task.renewed()).isTrue();
        assertThat(task.needsRenewal(LEASE)).isFalse();
        // The submitter's claim has ended by that.
        assertThat(task.isLastToHold()).isFalse();
    }

    @Test
    void renewalAnswered_ofTheOneBefore_isNotTheAnswerToTheTakeover() {
        var envelope = envelope(CallKind.KEPT);
        var copy = copyOf(envelope);
        var task = new LiveTask(envelope);
        task.addCopy(copy);
        boolean onArrival = task.renewed();
        assertThat(task.isAlive(claimId -> true)).isTrue();
        boolean takeover = task.renewed();
        task.renewalAnswered(onArrival, true);
        assertThat(task.renewed()).as("takes over again").isTrue();
        task.renewalAnswered(takeover, true);
        assertThat(task.renewed()).as("takes over again").isFalse();
    }
}
