package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.internal.EngineTasks;
import io.github.claimcheck.task.CallKind;
import io.github.claimcheck.task.Envelope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * One task on this member, in all the copies that the engine made of it. Thread-safe by its monitor, which is never
 * held over anything that blocks.
 */
final class LiveTask {

    private static final int TICKS_BEFORE_GONE = 2;

    /** How long a task that this member submitted to itself may take to arrive. */
    private static final long ON_ITS_WAY_NANOS = Duration.ofSeconds(2).toNanos();

    private final long claimId;
    private final CallKind kind;
    private final List<ObjectKey> keys;
    private final List<WeakReference<TaskEnvelope>> copies = new ArrayList<>();
    private final long knownSince = System.nanoTime();

    /*
     * What the engine has done with the task here. It arrives (a copy was read, or one starts to run), is kept (queued,
     * scheduled, running, or a replica), runs, and is missed when neither a copy nor the engine shows it; missed in two
     * looks it is gone, until a copy arrives again. A task that was passed on and never kept here was only under way.
     */
    private boolean arrived;
    private boolean keptByEngine;
    private int running;
    private boolean ran;
    private boolean passedOn;
    private int missed;
    private boolean gone;

    /*
     * Whose claim protects what the task needs. The submitter's does at first; a member that keeps a task for one
     * member takes it over, and is sure of it when the store has confirmed that.
     */
    private boolean takeoverSent;
    private boolean takeoverConfirmed;
    private final Renewal renewal = new Renewal();

    private final Settlement settlement = new Settlement();

    LiveTask(Envelope envelope) {
        this.claimId = envelope.claimId();
        this.kind = envelope.kind();
        this.keys = envelope.keys();
    }

    long claimId() {
        return claimId;
    }

    CallKind kind() {
        return kind;
    }

    List<ObjectKey> keys() {
        return keys;
    }

    synchronized void addCopy(TaskEnvelope copy) {
        copies.add(new WeakReference<>(copy));
        missed = 0;
        arrived = true;
        gone = false;
        // What is here again, as a backup of what was passed on, is to be let go of here again.
        passedOn = false;
    }

    synchronized void runStarted() {
        running++;
        missed = 0;
        arrived = true;
        keptByEngine = true;
    }

    /** {@return whether no other copy runs or may run, as far as is known} */
    synchronized boolean runEnded(TaskEnvelope copy) {
        running--;
        ran = true;
        if (kind == CallKind.SINGLE || kind == CallKind.MANY) {
            copies.removeIf(known -> known.refersTo(copy) || known.refersTo(null));
        }
        return running == 0 && copies.isEmpty();
    }

    /** {@return whether a copy runs, or may run (again)} */
    synchronized boolean isAlive(EngineTasks.Snapshot engine) {
        boolean onItsWay = !arrived && System.nanoTime() - knownSince < ON_ITS_WAY_NANOS;
        if (running > 0 || onItsWay) {
            return true;
        }
        copies.removeIf(copy -> copy.refersTo(null));
        if (copies.isEmpty()) {
            return false;
        }
        boolean may = engine.mayRun(claimId);
        keptByEngine |= may;
        return may;
    }

    /** Marks that this member sends the task to another one. */
    synchronized void passOn() {
        passedOn = true;
    }

    /**
     * {@return whether nobody else ends the submitter's claim} Not if the task was never queued or run here, but was
     * passed on: a client that is connected to one member sends through it what is for others.
     */
    synchronized boolean isLastToHold() {
        return kind == CallKind.MANY || !takeoverSent && (keptByEngine || !passedOn);
    }

    /** Marks that the task was found alive. */
    synchronized void found() {
        missed = 0;
    }

    /** Marks that the task was not found alive. */
    synchronized void miss() {
        missed++;
    }

    /**
     * {@return whether the engine has let go of the task} Not if it was missed once: between reading and queueing it is
     * in nobody's hands.
     */
    synchronized boolean isMissed() {
        return gone || missed >= TICKS_BEFORE_GONE;
    }

    /** Marks that this member needs the objects no longer. {@return whether that is new} */
    synchronized boolean leave() {
        boolean first = !gone;
        gone = true;
        return first;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** @param seen whether the task has arrived on that member and is claimed there */
    synchronized void arrivalAnswered(UUID member, boolean seen) {
        settlement.answer(member, seen, System.nanoTime());
    }

    synchronized boolean needsAnswerOf(UUID member) {
        return kind == CallKind.MANY && !settlement.isSettled(List.of(member));
    }

    /** {@return whether the task has arrived on all of {@code otherMembers} that it was sent to} */
    synchronized boolean isSettled(Collection<UUID> otherMembers) {
        return kind != CallKind.MANY || settlement.isSettled(otherMembers);
    }

    synchronized boolean hasRun() {
        return ran;
    }

    synchronized boolean needsRenewal(Duration lease) {
        return renewal.isDue(lease) || takesOver() && !takeoverSent && kind != CallKind.SINGLE;
    }

    /**
     * Marks that a renewal is sent now.
     *
     * @return whether it is to take the claim over from the submitter
     */
    synchronized boolean renewed() {
        renewal.sent();
        boolean takesOver = takesOver();
        takeoverSent |= takesOver;
        return takesOver;
    }

    private boolean takesOver() {
        return kind != CallKind.MANY && keptByEngine && !takeoverConfirmed;
    }

    synchronized boolean hasClaimed() {
        return renewal.hasClaimed();
    }

    /**
     * The store has answered a renewal.
     *
     * @param takeover whether that renewal was to take the claim over
     * @param stored whether the objects were there to be claimed
     */
    synchronized void renewalAnswered(boolean takeover, boolean stored) {
        renewal.answered(stored);
        if (takeover || !stored) {
            takeoverConfirmed = stored;
        }
    }

    /** The cluster could not be told: it is as if nothing had been sent. */
    synchronized void renewalFailed() {
        renewal.failed();
        takeoverConfirmed = false;
    }

    /** {@return whether the store has said if the objects that this member wanted to claim are there} */
    synchronized boolean isAnswered() {
        return renewal.isAnswered();
    }
}
