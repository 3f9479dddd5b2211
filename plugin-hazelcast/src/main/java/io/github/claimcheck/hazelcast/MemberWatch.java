package io.github.claimcheck.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.logging.ILogger;
import io.github.claimcheck.WireVersion;
import java.util.List;
import java.util.function.Predicate;

/**
 * Knows whether all members of the cluster have the plugin and read what this one writes, because others could not read
 * a reference that is sent to them.
 */
final class MemberWatch implements MembershipListener {

    private final HazelcastInstance instance;
    private final ILogger logger;
    private volatile boolean allHavePlugin;
    private boolean reported;

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
        var without = members(MemberWatch::lacksPlugin);
        var others = members(MemberWatch::hasAnotherVersion);
        allHavePlugin = without.isEmpty() && others.isEmpty();
        if (!allHavePlugin && !reported) {
            logger.warning("Tasks travel by value, because "
                    + (without.isEmpty()
                            ? "Claimcheck here has version " + WireVersion.current()
                                    + " and these members have another version: " + others
                            : "these members have no claimcheck-hazelcast.jar on their class path: " + without)
                    + ". Put the same jar on all members and clients.");
        }
        reported = !allHavePlugin;
    }

    private List<Member> members(Predicate<Member> chosen) {
        return instance.getCluster().getMembers().stream().filter(chosen).toList();
    }

    private static boolean lacksPlugin(Member member) {
        return member.getAttribute(Plugin.MEMBER_ATTRIBUTE) == null;
    }

    private static boolean hasAnotherVersion(Member member) {
        return !lacksPlugin(member)
                && !member.getAttribute(Plugin.MEMBER_ATTRIBUTE).equals(String.valueOf(WireVersion.current()));
    }
}
