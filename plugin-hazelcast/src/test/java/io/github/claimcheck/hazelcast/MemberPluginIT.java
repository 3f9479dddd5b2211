package io.github.claimcheck.hazelcast;

import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the plugin does to a member that nobody uses yet. */
final class MemberPluginIT {

    /**
     * The first member of a cluster would own all partitions and hand half of them to the second, while the cluster is
     * already in use.
     */
    @Test
    void start_nobodyUsesTheMember_leavesPartitionsUnassigned() {
        var config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        var member = Hazelcast.newHazelcastInstance(config);
        try {
            await().during(Duration.ofMillis(1500)).until(() -> owner(member) == null);

            member.getMap("used").clear();

            await().until(() -> owner(member) != null);
        } finally {
            member.shutdown();
        }
    }

    /** The public API would assign the partitions. */
    private static Address owner(HazelcastInstance member) {
        var engine = ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
        return engine.getPartitionService().getPartition(0, false).getOwnerOrNull();
    }
}
