package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.DurableExecutorConfig;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.MultiExecutionCallback;
import com.hazelcast.executor.impl.DistributedExecutorService;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import io.github.claimcheck.hazelcast.cluster.Gate;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What waits for a thread keeps its objects, whatever else the engine knows of it, and nothing is left after it.
 * Without linger and cache, so that what is not held is gone.
 */
final class QueuedTaskIT {

    private static final int LARGE = 200_000;
    private static final String KEY = "key";
    private static final Duration ALLOWED = Duration.ofSeconds(5);

    /** Several times as long as it takes to notice that the engine has let go of a task. */
    private static final Duration QUEUED = Duration.ofSeconds(3);

    /** Tasks tell that they have run; the member is in this process. */
    private static final Semaphore RAN = new Semaphore(0);

    private TestCluster cluster;
    private HazelcastInstance member;
    private HazelcastInstance client;

    private interface Task<T> extends Callable<T>, Serializable {}

    private interface Action extends Runnable, Serializable {}

    @BeforeEach
    void start() throws Exception {
        Gate.reset();
        RAN.drainPermits();
        cluster = new TestCluster(1, "linger", "0", "cache.max-size", "0");
        member = cluster.member(0);
        member.getConfig().addExecutorConfig(new ExecutorConfig("one", 1));
        member.getConfig().addExecutorConfig(new ExecutorConfig("quiet", 1).setStatisticsEnabled(false));
        member.getConfig().addDurableExecutorConfig(new DurableExecutorConfig("one").setPoolSize(1));
        client = cluster.startClient();
        // Opens the member's store: what arrives before is held only later.
        assertThat(client.getExecutorService("x").submit(task()).get()).isEqualTo(LARGE);
        RAN.drainPermits();
    }

    @AfterEach
    void nothingIsLeft() {
        Gate.open();
        cluster.awaitEmpty(ALLOWED);
        cluster.close();
    }

    @Test
    void durable_disposedWhileQueued_runsAsByValue() throws Exception {
        var executor = client.getDurableExecutorService("one");
        executor.submitToKeyOwner(holdUp(), KEY);
        Gate.awaitHeld();
        var queued = executor.submitToKeyOwner(task(), KEY);
        executor.disposeResult(queued.getTaskId());
        staysStored();
        Gate.open();
        assertThat(RAN.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    /** The engine puts a Runnable into an adapter. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void durable_destroyedWhileQueued_runsAsByValue(boolean callable) throws Exception {
        var executor = client.getDurableExecutorService("one");
        executor.submitToKeyOwner(holdUp(), KEY);
        Gate.awaitHeld();
        var task = task();
        Action action = () -> assertThat(uncheckedCall(task)).isEqualTo(LARGE);
        if (callable) {
            executor.submitToKeyOwner(task, KEY);
        } else {
            executor.submitToKeyOwner(action, KEY);
        }
        await().untilAsserted(() ->
                assertThat(member.getMap(StoreMaps.OBJECTS).size()).isEqualTo(1));
        executor.destroy();
        staysStored();
        Gate.open();
        assertThat(RAN.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callback_executorWithoutStatistics_resolves() throws Exception {
        var executor = member.getExecutorService("quiet");
        executor.submit(holdUp());
        Gate.awaitHeld();
        var answer = submitWithCallback(executor);
        staysStored();
        Gate.open();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void callback_executorShutDownMeanwhile_resolves() throws Exception {
        var executor = member.getExecutorService("one");
        executor.submit(holdUp());
        Gate.awaitHeld();
        var answer = submitWithCallback(executor);
        var stats = executor.getLocalExecutorStats();
        await().until(() -> stats.getPendingTaskCount() == 1);
        executor.shutdown();
        staysStored();
        assertThat(executor.isShutdown()).isTrue();
        Gate.open();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    /** The engine then forgets what it was given, but not what is in its queues. */
    @Test
    void submit_halvesOfTheClusterMergeMeanwhile_runs() throws Exception {
        client.getExecutorService("one").submit(holdUp());
        Gate.awaitHeld();
        client.getExecutorService("one").submit(task());
        await().until(() -> member.getMap(StoreMaps.OBJECTS).size() == 1);
        DistributedExecutorService service = ((HazelcastInstanceProxy) member)
                .getOriginal()
                .node
                .getNodeEngine()
                .getService(DistributedExecutorService.SERVICE_NAME);
        service.reset();
        staysStored();
        Gate.open();
        assertThat(RAN.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void submitToMembers_afterShutdown_leavesNothing() {
        var executor = member.getExecutorService("one");
        executor.shutdown();
        assertThatThrownBy(() -> executor.submitToAllMembers(task(), new Ignored()))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(member.getExecutorService("x").submitToMembers(task(), List.<Member>of()))
                .isEmpty();
    }

    private static Task<Boolean> holdUp() {
        return () -> Gate.hold();
    }

    private static Task<Integer> task() {
        var large = new double[LARGE];
        large[0] = System.nanoTime();
        return () -> {
            RAN.release();
            return large.length;
        };
    }

    private static int uncheckedCall(Callable<Integer> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Integer> submitWithCallback(IExecutorService executor) {
        var answer = new CompletableFuture<Integer>();
        executor.submit(task(), new ExecutionCallback<Integer>() {
            @Override
            public void onResponse(Integer response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static final class Ignored implements MultiExecutionCallback {
        @Override
        public void onResponse(Member from, Object value) {
            // Nobody runs it.
        }

        @Override
        public void onComplete(Map<Member, Object> values) {
            // Nobody runs it.
        }
    }

    private void staysStored() {
        await().during(QUEUED)
                .atMost(Duration.ofMinutes(1))
                .until(() -> member.getMap(StoreMaps.OBJECTS).size() > 0);
    }
}
