package io.github.claimcheck.demo;

import com.hazelcast.core.server.HazelcastMemberStarter;
import java.io.IOException;

/** A member, started by Hazelcast's own starter, that ends with the demo. */
final class DemoMember {

    private DemoMember() {}

    public static void main(String[] arguments) throws IOException {
        Lifeline.watch();
        HazelcastMemberStarter.main(arguments);
    }
}
