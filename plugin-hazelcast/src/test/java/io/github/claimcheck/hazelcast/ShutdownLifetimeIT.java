package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.Stalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A member or client that shuts down leaves nothing of its tasks, and takes nothing from those that still run. */
final class ShutdownLifetimeIT extends LifetimeIT {

    /** After a member has left, the others remove nothing for three of these seconds. */
    private static final Duration ALLOWED = Duration.ofSeconds(8);

    /** Longer than what a member that leaves has claimed stays claimed if it does not renew it. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(4);

    private static final String RESPONSE_THREADS = "hazelcast.client.response.thread.count";
    private static final String RESPONSES_ON_IO_THREADS = "hazelcast.client.response.thread.dynamic";

    ShutdownLifetimeIT() {
        super(ALLOWED);
    }

    @Test
    void member_shutsDownRightAfterItsTasks_leavesNothing() throws Exception {
        var leaver = cluster.startMember();
        var large = large();
        Task<Integer> task = () -> large.length;
        var self = leaver.getCluster().getLocalMember();
        for (var result : leaver.getExecutorService("x")
                .submitToMembers(task, List.of(self))
                .values()) {
            assertThat(result.get()).isEqualTo(LARGE);
        }
        for (var result :
                leaver.getExecutorService("x").submitToAllMembers(task).values()) {
            assertThat(result.get()).isEqualTo(LARGE);
        }
        var durable = leaver.getDurableExecutorService("leaver").submit(task);
        assertThat(leaver.getDurableExecutorService("leaver")
                        .retrieveAndDisposeResult(durable.getTaskId())
                        .get())
                .isEqualTo(LARGE);
        var scheduled = leaver.getScheduledExecutorService("leaver").scheduleOnMember(task, self, 0, TimeUnit.SECONDS);
        assertThat(scheduled.get()).isEqualTo(LARGE);
        scheduled.dispose();

        leaver.shutdown();
    }

    @Test
    void member_shutsDownRightAfterACancellation_leavesNothing() throws Exception {
        var leaver = cluster.startMember();
        var self = leaver.getCluster().getLocalMember();
        Task<Boolean> holdUp = () -> Gate.hold();
        leaver.getExecutorService("one").submitToMember(holdUp, self);
        Gate.awaitHeld();
        var large = large();
        Task<Integer> task = () -> large.length;
        var future = leaver.getExecutorService("one").submitToMember(task, self);
        var stats = leaver.getExecutorService("one").getLocalExecutorStats();
        await().until(() -> stats.getPendingTaskCount() == 1);
        assertThat(future.cancel(false)).isTrue();

        leaver.shutdown();
    }

    /** A member that hands over many partitions takes minutes to leave, and runs tasks until then. */
    @Test
    void member_shutsDownSlowlyWithATaskInItsQueue_taskResolvesAndLeavesNothing() throws Exception {
        var handedOver = new CountDownLatch(1);
        var leaver = cluster.startMember((timeout, unit) -> awaitOpen(handedOver));
        var self = leaver.getCluster().getLocalMember();
        var executor = client.getExecutorService("one");
        var large = large();
        Task<Integer> task = () -> large.length;
        assertThat(executor.submitToMember(task, self).get()).isEqualTo(LARGE);
        Task<Boolean> holdUp = () -> Gate.hold();
        executor.submitToMember(holdUp, self);
        Gate.awaitHeld();
        var future = executor.submitToMember(task, self);
        var stats = leaver.getExecutorService("one").getLocalExecutorStats();
        await().until(() -> stats.getPendingTaskCount() == 1);

        long began = System.nanoTime();
        var left = CompletableFuture.runAsync(leaver::shutdown, shutdown -> new Thread(shutdown).start());
        await().pollDelay(LEFT_BEHIND).until(() -> true);
        Gate.open();

        try {
            assumeThat(Stalls.since(began)).as("the machine stood still").isFalse();
            assertThat(future.get()).isEqualTo(LARGE);
            assertThat(left).isNotDone();
        } finally {
            handedOver.countDown();
            left.join();
        }
    }

    /** As a client that stands still reads it. */
    @Test
    @EnabledIf("io.github.claimcheck.hazelcast.internal.EngineVersion#readsResultsOffIoThreads")
    void member_shutsDownRightAfterSendingAResult_resultIsReadLater() throws Exception {
        var leaver = cluster.startMember();
        var reader = cluster.startClientOf(
                0, config -> config.setProperty(RESPONSE_THREADS, "1").setProperty(RESPONSES_ON_IO_THREADS, "false"));
        var executor = reader.getExecutorService("x");
        Task<Boolean> holdUp = () -> Gate.hold();
        var held = (CompletableFuture<Boolean>) executor.submit(holdUp);
        Gate.awaitHeld();
        var standsStill = new CountDownLatch(1);
        var mayRead = new CountDownLatch(1);
        held.thenRunAsync(
                () -> {
                    standsStill.countDown();
                    awaitOpen(mayRead);
                },
                Runnable::run);
        Gate.open();
        assertThat(awaitOpen(standsStill)).isTrue();
        Task<double[]> task = ShutdownLifetimeIT::large;
        int before = stored.get();
        var future = executor.submitToMember(task, leaver.getCluster().getLocalMember());
        await().until(() -> stored.get() > before);

        long began = System.nanoTime();
        leaver.shutdown();
        await().pollDelay(ALLOWED).until(() -> true);
        assumeThat(Stalls.since(began)).as("the machine stood still").isFalse();
        // Else it was read before anything could happen to it.
        assertThat(future.isDone()).isFalse();
        mayRead.countDown();

        assertThat(future.get()).hasSize(LARGE);
    }

    @Test
    void client_shutsDownRightAfterLargeResult_leavesNothing() throws Exception {
        var leaving = cluster.startClient();
        var large = large();
        Task<double[]> task = () -> {
            large[1]++;
            return large;
        };
        leaving.getExecutorService("x").submit(task).get();
        leaving.shutdown();
    }

    private static boolean awaitOpen(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
