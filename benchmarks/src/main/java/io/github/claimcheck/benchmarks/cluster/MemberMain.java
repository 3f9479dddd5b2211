package io.github.claimcheck.benchmarks.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import java.util.List;

/** The main class of a member process. Says one line when all members are there; ends with its standard input. */
final class MemberMain {

    private MemberMain() {}

    /**
     * Runs the process.
     *
     * @param arguments the name of the cluster, the port of this member, the ports of all
     */
    public static void main(String[] arguments) {
        Lifeline.watch();
        var ports = List.of(arguments).subList(2, arguments.length);
        var config = new Config().setClusterName(arguments[0]);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.initial.min.cluster.size", Integer.toString(ports.size()));
        config.getJetConfig().setEnabled(false);
        var network = config.getNetworkConfig()
                .setPort(Integer.parseInt(arguments[1]))
                .setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(Cluster.HOST);
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(port -> join.getTcpIpConfig().addMember(Cluster.HOST + ":" + port));
        Hazelcast.newHazelcastInstance(config);
        System.out.println("ready");
    }
}
