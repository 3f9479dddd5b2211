package io.github.claimcheck.hazelcast;

import com.hazelcast.cluster.Member;
import io.github.claimcheck.Settings;
import io.github.claimcheck.hazelcast.internal.ArrivalQuery;
import io.github.claimcheck.hazelcast.internal.EngineTasks;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.task.CallKind;
import io.github.claimcheck.task.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tasks with references that are on this member: arrived, running, or kept by the engine to run again. Holds their
 * claims while they are here, and ends them when the engine has let go of them, however that came about. Safe for use
 * by many threads.
 */
final class LiveTasks {

    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    /** Longer than a task that another member has not seen yet can be on its way there. */
    private static final Duration LEFT_BEHIND = Duration.ofMillis(2500);

    private final Plugin plugin;
    private final Settings settings;
    private final ConcurrentMap<Long, LiveTask> tasks = new ConcurrentHashMap<>();

    /** Members that have not answered yet; one that is suspended is not asked again and again. */
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    private final Prefetch prefetch;
    private EngineTasks engine;
    private volatile boolean leaving;

    LiveTasks(Plugin plugin) {
        this.plugin = plugin;
        this.settings = plugin.settings();
        this.prefetch = new Prefetch(settings.cacheMaxBytes() / 2);
    }

    /** The end of a run. */
    interface Run extends AutoCloseable {
        @Override
        void close();
    }

    /** A copy of a task was read from the network or from a replica. Called on the engine's threads: never blocks. */
    void arrived(TaskEnvelope envelope) {
        boolean isOpen = plugin.isOpen();
        if (isOpen) {
            engine().taskArrives();
        }
        var task = tasks.compute(envelope.envelope().claimId(), (id, known) -> {
            var live = known == null ? new LiveTask(envelope.envelope()) : known;
            live.addCopy(envelope);
            if (isOpen && live.kind() != CallKind.SINGLE) {
                renew(live);
            }
            return live;
        });
        if (isOpen) {
            if (leaving && task.kind() != CallKind.SINGLE) {
                // Who ended all claims here may have come before it was among the tasks.
                endSoon(task, plugin.holderId());
            }
            prefetch.start(task.keys(), plugin.cache());
        }
    }

    /**
     * A task for several members is about to be sent, perhaps to none: then this member, if it is one, sees to it that
     * the submitter's claim ends.
     */
    void sent(Envelope envelope) {
        if (!plugin.isClient()) {
            tasks.computeIfAbsent(envelope.claimId(), id -> new LiveTask(envelope));
        }
    }

    /** The engine sends a task to another member. Never blocks. */
    void passesOn(Envelope envelope) {
        var task = tasks.get(envelope.claimId());
        if (task != null) {
            task.passOn();
        }
    }

    /** A copy starts to run on the current thread. */
    Run started(TaskEnvelope envelope) {
        if (!envelope.envelope().hasReferences()) {
            return () -> {};
        }
        var task = tasks.compute(envelope.envelope().claimId(), (id, known) -> {
            var live = known == null ? new LiveTask(envelope.envelope()) : known;
            live.runStarted();
            return live;
        });
        return () -> ended(task, envelope);
    }

    private void ended(LiveTask task, TaskEnvelope envelope) {
        // In one step, because another copy may arrive.
        tasks.compute(task.claimId(), (id, known) -> {
            // Without a store, which was waited for in vain, the next look ends it.
            boolean last = task.runEnded(envelope) && task.kind() == CallKind.SINGLE && plugin.isOpen();
            if (last) {
                end(task);
            }
            return last && known == task ? null : known;
        });
    }

    /**
     * Ends this member's claim and the submitter's of a task for one member. Another member may hold it too, if a
     * client sent it twice.
     */
    private void end(LiveTask task) {
        if (task.hasClaimed()) {
            release(task, plugin.holderId());
        }
        release(task, Claim.SUBMITTER);
    }

    /**
     * Keeps the claims of tasks that are still here and ends those of tasks that are gone. Called regularly by one
     * thread.
     */
    void tick() {
        if (tasks.isEmpty()) {
            return;
        }
        var inEngine = engine().snapshot();
        var others = otherMembers();
        for (var task : tasks.values()) {
            // In one step, because its last run may end: a claim made after that would last a lease.
            tasks.computeIfPresent(
                    task.claimId(),
                    (id, known) -> known == task && isDone(task, inEngine, others.keySet()) ? null : known);
        }
        askForArrivals(others, asked);
    }

    /** {@return whether the engine has let go of a task here, and this member has nothing more to do for it} */
    private boolean isDone(LiveTask task, EngineTasks.Snapshot inEngine, Collection<UUID> others) {
        if (!task.isGone() && task.isAlive(inEngine)) {
            task.found();
            if (task.needsRenewal(lease())) {
                renew(task);
            }
            return false;
        }
        task.miss();
        return task.isMissed() && letGo(task, others);
    }

    private synchronized EngineTasks engine() {
        if (engine == null) {
            engine = new EngineTasks(plugin.instance(), new EnvelopeFinder());
        }
        return engine;
    }

    /** Those that can be asked, and can have received a task. */
    private Map<UUID, Member> otherMembers() {
        return plugin.instance().getCluster().getMembers().stream()
                .filter(member -> !member.localMember() && member.getAttribute(Plugin.MEMBER_ATTRIBUTE) != null)
                .collect(Collectors.toMap(Member::getUuid, Function.identity()));
    }

    /** Settles tasks that were sent to several members, for all of them at once. */
    private CompletableFuture<Void> askForArrivals(Map<UUID, Member> others, Set<UUID> but) {
        var answers = new ArrayList<CompletableFuture<Void>>();
        others.forEach((uuid, member) -> {
            if (but.contains(uuid)) {
                return;
            }
            var open = tasks.values().stream()
                    .filter(task -> task.needsAnswerOf(uuid))
                    .toList();
            if (!open.isEmpty()) {
                var claimIds = open.stream().mapToLong(LiveTask::claimId).toArray();
                var answer = ArrivalQuery.ask(plugin.instance(), member, claimIds);
                asked.add(uuid);
                answers.add(answer.whenComplete((seen, failure) -> asked.remove(uuid))
                        .thenAccept(seen -> {
                            for (int i = 0; i < seen.length; i++) {
                                open.get(i).arrivalAnswered(uuid, seen[i]);
                            }
                        })
                        .toCompletableFuture());
            }
        });
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }

    /**
     * {@return whether this member has received a task with that claim, and holds the claim or knows that there is
     * nothing to claim}
     */
    boolean hasSeen(long claimId) {
        var task = tasks.get(claimId);
        return task != null && task.isAnswered();
    }

    /** What others may still need stays claimed. {@return whether this member has nothing more to do for it} */
    private boolean letGo(LiveTask task, Collection<UUID> others) {
        if (task.kind() == CallKind.SINGLE) {
            end(task);
            return true;
        }
        if (task.leave()) {
            release(task, plugin.holderId());
        }
        if (task.isSettled(others)) {
            if (task.isLastToHold()) {
                release(task, Claim.SUBMITTER);
            }
            return true;
        }
        if (!leaving && task.needsRenewal(settings.lease())) {
            task.renewed();
            plugin.store().renew(task.keys(), new Claim(task.claimId(), Claim.SUBMITTER), false);
        }
        return false;
    }

    private Duration lease() {
        return leaving && LEFT_BEHIND.compareTo(settings.lease()) < 0 ? LEFT_BEHIND : settings.lease();
    }

    /**
     * This member shuts down. From now on its claims do not outlast it for long: what is to run elsewhere arrives there
     * soon, and is held there. Until it is gone it still runs tasks, and holds what they need. Waits a bounded time for
     * the answers of other members.
     */
    void leaveCluster() {
        leaving = true;
        if (tasks.isEmpty() || !plugin.isOpen()) {
            // Before the store is open, nothing was claimed here, and shutting down must not wait for it.
            return;
        }
        boolean allAnswered = true;
        try {
            askForArrivals(otherMembers(), Set.of()).get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            allAnswered = false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // Somebody may be suspended, with a task that this member cannot speak for.
            allAnswered = false;
        }
        for (var task : tasks.values()) {
            endSoon(task, plugin.holderId());
            if (isLastToNeed(task, allAnswered)) {
                endSoon(task, Claim.SUBMITTER);
            }
        }
    }

    /** Nobody else would end the submitter's claim: not of a task either that was cancelled before it ran. */
    private static boolean isLastToNeed(LiveTask task, boolean allAnswered) {
        return switch (task.kind()) {
            case SINGLE -> true;
            case MANY -> allAnswered;
            case KEPT -> task.hasRun();
        };
    }

    private void endSoon(LiveTask task, long holder) {
        plugin.store().release(task.keys(), new Claim(task.claimId(), holder), LEFT_BEHIND);
    }

    private void renew(LiveTask task) {
        boolean takeover = task.renewed();
        plugin.store()
                .renew(task.keys(), new Claim(task.claimId(), plugin.holderId()), takeover)
                .whenComplete((held, failure) -> {
                    if (failure == null) {
                        task.renewalAnswered(takeover, held);
                    } else {
                        task.renewalFailed();
                    }
                });
        if (leaving) {
            endSoon(task, plugin.holderId());
        }
    }

    private void release(LiveTask task, long holder) {
        plugin.store().release(task.keys(), new Claim(task.claimId(), holder));
    }
}
