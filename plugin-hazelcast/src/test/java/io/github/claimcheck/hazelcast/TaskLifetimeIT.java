package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.scheduledexecutor.IScheduledFuture;
import io.github.claimcheck.hazelcast.cluster.Gate;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a task ends, nothing of it stays in the store. */
final class TaskLifetimeIT extends LifetimeIT {

    private static final Duration ALLOWED = Duration.ofSeconds(5);

    private interface Action extends Runnable, Serializable {}

    TaskLifetimeIT() {
        super(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_success_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<double[]> task = () -> large;
        assertThat(from(fromClient).getExecutorService("x").submit(task).get()).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_storedTaskWithManyArrays_leavesNothing(boolean fromClient) throws Exception {
        var text = String.valueOf(large()[0]);
        var shared = IntStream.range(0, LARGE).mapToObj(i -> text + i).collect(Collectors.toCollection(ArrayList::new));
        var arrays = Stream.generate(LifetimeIT::large).limit(20).toList();
        var one = new ArrayList<Object>(List.of(shared));
        one.addAll(arrays);
        var other = new ArrayList<Object>(List.of(shared));
        // What they share makes that they cannot travel apart.
        Task<Boolean> task = () -> one.size() == arrays.size() + 1 && one.get(0) == other.get(0);
        assertThat(from(fromClient).getExecutorService("x").submit(task).get()).isTrue();
    }

    @Test
    void submit_endsWhileMemberTakesItOver_leavesNothing() throws Exception {
        var large = large();
        var futures = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 64; i++) {
            int millis = 400 + 10 * i;
            Task<Integer> task = () -> {
                TimeUnit.MILLISECONDS.sleep(millis);
                return large.length;
            };
            futures.add(client.getExecutorService("many").submit(task));
        }
        for (var future : futures) {
            assertThat(future.get()).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_failure_leavesNothing(boolean fromClient) {
        var large = large();
        Task<Object> task = () -> {
            throw new IllegalStateException("failed with " + large.length);
        };
        var future = from(fromClient).getExecutorService("x").submit(task);
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("failed with " + LARGE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_throwableAsResult_failsAsByValue(boolean fromClient) {
        var large = large();
        Task<Object> task = () -> new IllegalStateException("returned with " + large.length);
        var future = from(fromClient).getExecutorService("x").submit(task);
        assertThatThrownBy(future::get).hasRootCauseMessage("returned with " + LARGE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancel_queuedWhileOthersRun_leavesNothing(boolean fromClient) throws Exception {
        var executor = from(fromClient).getExecutorService("one");
        var held = new ArrayList<Future<?>>();
        for (int i = 0; i < 2; i++) {
            var member = cluster.member(i).getCluster().getLocalMember();
            Task<Boolean> holdUp = () -> Gate.hold();
            held.add(executor.submitToMember(holdUp, member));
            Gate.awaitHeld();
            var large = large();
            Task<Integer> task = () -> large.length;
            var future = executor.submitToMember(task, member);
            // A cancellation that overtakes its task has no effect, by value neither.
            var stats = cluster.member(i).getExecutorService("one").getLocalExecutorStats();
            await().until(() -> stats.getPendingTaskCount() == 1);
            assertThat(future.cancel(false)).isTrue();
        }
        cluster.awaitEmpty(ALLOWED);
        assertThat(held).noneMatch(Future::isDone);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancel_runningWithLargeResult_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<double[]> task = () -> {
            Gate.hold();
            large[1]++;
            return large;
        };
        var future = from(fromClient).getExecutorService("x").submit(task);
        Gate.awaitHeld();
        future.cancel(false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_rejected_leavesNothing(boolean fromClient) {
        var executor = from(fromClient).getExecutorService("full");
        var large = large();
        Task<Boolean> task = () -> large.length == LARGE && Gate.hold();
        var futures = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 12; i++) {
            futures.add(executor.submit(task));
        }
        await().until(() -> futures.stream().anyMatch(Future::isDone));
        Gate.open();
        await().until(() -> futures.stream().allMatch(Future::isDone));
    }

    /** The end of such a task's claim must not come between the claims of its two captures. */
    @Test
    void submit_equalCapturesInOneTask_leavesNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            var large = large();
            var twin = large.clone();
            Task<Integer> task = () -> large.length + twin.length;
            assertThat(client.getExecutorService("x").submit(task).get()).isEqualTo(2 * LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_timeoutThenAbandoned_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<double[]> task = () -> {
            Gate.hold();
            large[1]++;
            return large;
        };
        var future = from(fromClient).getExecutorService("x").submit(task);
        Gate.awaitHeld();
        assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_toAllAndToSomeMembers_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<Integer> task = () -> large.length;
        var executor = from(fromClient).getExecutorService("x");
        for (var future : executor.submitToAllMembers(task).values()) {
            assertThat(future.get()).isEqualTo(LARGE);
        }
        var one = List.of(cluster.member(0).getCluster().getLocalMember());
        for (var future : executor.submitToMembers(task, one).values()) {
            assertThat(future.get()).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void durable_finished_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<Integer> task = () -> large.length;
        var executor = from(fromClient).getDurableExecutorService("durable");
        var future = executor.submit(task);
        assertThat(future.get()).isEqualTo(LARGE);
        assertThat(executor.<Integer>retrieveAndDisposeResult(future.getTaskId())
                        .get())
                .isEqualTo(LARGE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void scheduled_finishedCancelledDisposed_leavesNothing(boolean fromClient) throws Exception {
        var large = large();
        Task<Integer> task = () -> large.length;
        var executor = from(fromClient).getScheduledExecutorService("scheduled");
        var other = cluster.member(1).getCluster().getLocalMember();
        for (int i = 0; i < 4; i++) {
            assertThat(executor.schedule(task, 1, TimeUnit.MILLISECONDS).get()).isEqualTo(LARGE);
            executor.scheduleOnMember(task, other, 1, TimeUnit.HOURS).cancel(false);
            executor.schedule(task, 1, TimeUnit.HOURS).cancel(false);
            executor.schedule(task, 1, TimeUnit.HOURS).dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void scheduled_atFixedRate_resolvesUntilDisposed(boolean fromClient) {
        var large = large();
        Action task = () -> assertThat(large).hasSize(LARGE);
        var other = cluster.member(1).getCluster().getLocalMember();
        IScheduledFuture<?> future = from(fromClient)
                .getScheduledExecutorService("scheduled")
                .scheduleOnMemberAtFixedRate(task, other, 0, 50, TimeUnit.MILLISECONDS);
        await().until(() -> future.getStats().getTotalRuns() > 20);
        future.dispose();
    }

    private static HazelcastInstance from(boolean fromClient) {
        return fromClient ? client : cluster.member(0);
    }
}
