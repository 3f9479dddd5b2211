package io.github.claimcheck.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.logging.ILogger;

/**
 * Knows whether all members of the cluster have the plugin, because a reference sent to one without it could not be
 * read.
 */
final class MemberWatch implements MembershipListener {

    private final HazelcastInstance instance;
    private final ILogger logger;
    private volatile boolean allHavePlugin;
    private volatile boolean reported;

    MemberWatch(HazelcastInstance instance, ILogger logger) {
        this.instance = instance;
        this.logger = logger;
        instance.getCluster().addMembershipListener(this);
        look();
    }

    boolean allHavePlugin() {
        return allHavePlugin;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        look();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        look();
    }

    private synchronized void look() {
        var without = instance.getCluster().getMembers().stream()
                .filter(MemberWatch::lacksPlugin)
                .toList();
        allHavePlugin = without.isEmpty();
        if (!allHavePlugin && !reported) {
            reported = true;
            logger.warning(
                    "Tasks travel by value, because these members have no claimcheck-hazelcast.jar on their class path: "
                            + without + ". Put the same jar on all members.");
        }
    }

    private static boolean lacksPlugin(Member member) {
        return member.getAttribute(Plugin.MEMBER_ATTRIBUTE) == null;
    }
}
