package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.store.entry.StoreMaps;
import io.github.claimcheck.store.ObjectMissingException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
final class MetricsIT {

    private static final int BYTES = 1 << 20;
    private static final int TOO_MANY_BYTES = 20 << 20;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String name = UUID.randomUUID().toString();
    private final HazelcastInstance member = Hazelcast.newHazelcastInstance(memberConfig());

    @AfterEach
    void stop() {
        HazelcastClient.shutdownAll();
        member.shutdown();
    }

    @Test
    void jmx_memberThatOffloaded_showsWhatItDid() throws Exception {
        submitTwice(member, BYTES);
        soon().untilAsserted(() -> {
            assertThat(metric(name, "offloadedObjects")).isEqualTo(1);
            assertThat(metric(name, "offloadedBytes")).isEqualTo(BYTES);
            assertThat(metric(name, "deduplicatedObjects")).isEqualTo(1);
            assertThat(metric(name, "fetchedObjects")).isEqualTo(1);
            assertThat(metric(name, "missingObjects")).isZero();
        });
    }

    @Test
    void jmx_clientThatOffloaded_showsWhatItDid() throws Exception {
        var client = HazelcastClient.newHazelcastClient(clientConfig());
        submitTwice(client, BYTES);
        soon().untilAsserted(() -> {
            assertThat(metric(client.getName(), "offloadedObjects")).isEqualTo(1);
            assertThat(metric(client.getName(), "offloadedBytes")).isEqualTo(BYTES);
            assertThat(metric(client.getName(), "deduplicatedObjects")).isEqualTo(1);
            assertThat(metric(name, "fetchedObjects")).isEqualTo(1);
        });
    }

    /** A user cleared the maps of chunks; entries without chunks are left. */
    @Test
    void submit_chunksAreGone_failsAndIsCountedAndTheNextOneStoresAgain() throws Exception {
        var large = new byte[BYTES];
        var task = (Callable<Integer> & Serializable) () -> {
            large[0]++;
            return large.length;
        };
        var own = UUID.randomUUID().toString();
        var uncached = Hazelcast.newHazelcastInstance(
                memberConfig().setInstanceName(own).setClusterName(own).setProperty("claimcheck.cache.max-size", "0"));
        try {
            var executor = uncached.getExecutorService("x");
            assertThat(executor.submit(task).get()).isEqualTo(BYTES);
            uncached.getMap(StoreMaps.CHUNKS).clear();

            assertThatThrownBy(() -> executor.submit(task).get())
                    .hasCauseInstanceOf(ObjectMissingException.class)
                    .hasMessageContaining("no longer holds");

            soon().untilAsserted(() -> assertThat(metric(own, "missingObjects")).isEqualTo(1));
            assertThat(executor.submit(task).get()).isEqualTo(BYTES);
        } finally {
            uncached.shutdown();
        }
    }

    @Test
    void log_clientThatHasSubmittedNothing_saysItsSettings() throws Exception {
        var lines = linesOf(
                () -> HazelcastClient.newHazelcastClient(clientConfig().setProperty("claimcheck.enabled", "false")));
        assertThat(lines).singleElement().asString().containsPattern("Claimcheck .*: enabled=false, threshold=100KB");
    }

    @Test
    void fullStore_tasksOfClient_areRightAndCountedAndOneWarningNamesTheSetting() throws Exception {
        var client = HazelcastClient.newHazelcastClient(clientConfig());
        var lines = linesOf(() -> submitTwice(client, TOO_MANY_BYTES));
        assertThat(lines).singleElement().asString().contains("claimcheck.store.max-size");
        soon().untilAsserted(() -> {
            assertThat(metric(client.getName(), "inlinedFullTasks")).isEqualTo(2);
            assertThat(metric(client.getName(), "offloadedObjects")).isZero();
        });
    }

    private static List<String> linesOf(Callable<?> work) throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger(Plugin.class.getName());
        logger.addHandler(handler);
        try {
            work.call();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    private static Void submitTwice(HazelcastInstance submitter, int bytes) throws Exception {
        var data = new byte[bytes];
        Callable<Integer> task = (Callable<Integer> & Serializable) () -> data.length;
        var executor = submitter.getExecutorService("jobs");
        assertThat(executor.submit(task).get()).isEqualTo(bytes);
        assertThat(executor.submit(task).get()).isEqualTo(bytes);
        return null;
    }

    private Config memberConfig() {
        var config = new Config().setInstanceName(name).setClusterName(name);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getMetricsConfig().setCollectionFrequencySeconds(1);
        config.setProperty("claimcheck.store.max-size", "16MB");
        return config;
    }

    private ClientConfig clientConfig() {
        var config = new ClientConfig().setClusterName(name);
        var address = member.getCluster().getLocalMember().getAddress();
        config.getNetworkConfig().addAddress(address.getHost() + ":" + address.getPort());
        config.getMetricsConfig().setCollectionFrequencySeconds(1);
        return config;
    }

    /** The engine adds metrics to what JMX shows one by one. */
    private static ConditionFactory soon() {
        return await().atMost(SOON).ignoreException(AttributeNotFoundException.class);
    }

    private static long metric(String instance, String metric) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        var query = new ObjectName("com.hazelcast:type=Metrics,instance=" + instance + ",prefix=claimcheck,*");
        var names = beans.queryNames(query, null);
        assertThat(names).hasSize(1);
        return ((Number) beans.getAttribute(names.iterator().next(), metric)).longValue();
    }
}
