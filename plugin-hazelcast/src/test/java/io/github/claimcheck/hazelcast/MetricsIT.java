package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
final class MetricsIT {

    private static final int BYTES = 1 << 20;

    @Test
    void jmx_memberThatOffloaded_showsWhatItDid() throws Exception {
        var name = UUID.randomUUID().toString();
        var config = new Config().setInstanceName(name).setClusterName(name);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getMetricsConfig().setCollectionFrequencySeconds(1);
        var member = Hazelcast.newHazelcastInstance(config);
        try {
            var data = new byte[BYTES];
            Callable<Integer> task = (Callable<Integer> & Serializable) () -> data.length;
            var executor = member.getExecutorService("jobs");
            assertThat(executor.submit(task).get()).isEqualTo(BYTES);
            assertThat(executor.submit(task).get()).isEqualTo(BYTES);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(metric(name, "offloadedObjects")).isEqualTo(1);
                assertThat(metric(name, "offloadedBytes")).isEqualTo(BYTES);
                assertThat(metric(name, "deduplicatedObjects")).isEqualTo(1);
                assertThat(metric(name, "fetchedObjects")).isEqualTo(1);
                assertThat(metric(name, "missingObjects")).isZero();
            });
        } finally {
            member.shutdown();
        }
    }

    private static long metric(String instance, String metric) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        var query = new ObjectName("com.hazelcast:type=Metrics,instance=" + instance + ",prefix=claimcheck,*");
        var names = beans.queryNames(query, null);
        assertThat(names).hasSize(1);
        return ((Number) beans.getAttribute(names.iterator().next(), metric)).longValue();
    }
}
