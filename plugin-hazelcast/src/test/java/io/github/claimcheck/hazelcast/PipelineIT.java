package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.ServiceFactories;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.test.TestSources;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that pipelines submit. */
final class PipelineIT {

    private static final int LARGE = 300_000;

    private HazelcastInstance member;

    private interface Task<T> extends Callable<T>, Serializable {}

    @BeforeEach
    void start() {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.setProperty("claimcheck.linger", "1m");
        config.getJetConfig().setEnabled(true);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        member = Hazelcast.newHazelcastInstance(config);
    }

    @AfterEach
    void stop() {
        member.shutdown();
    }

    /** The thread of an asynchronous step runs the steps of all pipelines. */
    @Test
    void submit_byAnAsynchronousStep_waitsForNoStore() {
        run(true);

        assertThat(member.getMap(StoreMaps.OBJECTS).size()).isZero();
    }

    @Test
    void submit_byAStepThatMayBlock_travelsByReference() {
        run(false);

        assertThat(member.getMap(StoreMaps.OBJECTS).size()).isEqualTo(1);
    }

    private void run(boolean asynchronous) {
        var services = ServiceFactories.sharedService(
                context -> context.hazelcastInstance().getExecutorService("x"));
        var numbers = Pipeline.create();
        var source = numbers.readFrom(TestSources.items(1, 2, 3));
        var lengths = asynchronous
                ? source.mapUsingServiceAsync(
                        services, (executor, number) -> (CompletableFuture<Integer>) executor.submit(task(number)))
                : source.mapUsingService(
                        services.toNonCooperative(),
                        (executor, number) -> executor.submit(task(number)).get());
        lengths.writeTo(Sinks.list("lengths"));
        member.getJet().newJob(numbers).join();

        assertThat(List.copyOf(member.<Integer>getList("lengths")))
                .containsExactlyInAnyOrder(LARGE + 1, LARGE + 2, LARGE + 3);
    }

    private static Task<Integer> task(int number) {
        var array = new byte[LARGE];
        return () -> array.length + number;
    }
}
