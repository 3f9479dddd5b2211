package io.github.claimcheck.benchmarks.jmh;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A task that captures 1 KB, from its submission to its result on the same member: what the plugin adds to it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallTaskBenchmark {

    /** Whether the plugin looks at tasks. */
    @Param({"true", "false"})
    public String enabled;

    private HazelcastInstance member;
    private Member here;
    private IExecutorService executor;
    private byte[] captured;

    /** Starts a member that finds no others. */
    @Setup
    public void start() {
        var config = new Config().setClusterName("small-task-benchmark");
        config.setProperty("claimcheck.enabled", enabled);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        member = Hazelcast.newHazelcastInstance(config);
        here = member.getCluster().getLocalMember();
        executor = member.getExecutorService("benchmark");
        captured = Samples.bytes(1024);
    }

    /** Ends the member. */
    @TearDown
    public void stop() {
        member.shutdown();
    }

    /** {@return the result} */
    @Benchmark
    public int submitAndGet() throws InterruptedException, ExecutionException {
        return executor.submitToMember(Samples.task(captured), here).get();
    }
}
