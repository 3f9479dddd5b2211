package io.github.claimcheck.hazelcast.store;

import io.github.claimcheck.contract.ObjectStoreContract;
import io.github.claimcheck.store.ObjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract, on a client and on a member of a cluster of two. */
final class IMapObjectStoreIT {

    private static StoreCluster cluster;
    private static ObjectStore onClient;
    private static ObjectStore onMember;

    @BeforeAll
    static void start() {
        cluster = new StoreCluster(2);
        onClient = cluster.clientStore();
        onMember = cluster.storeOf(cluster.member(0));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Nested
    final class OnClient extends ObjectStoreContract {
        @Override
        protected ObjectStore store() {
            return onClient;
        }
    }

    @Nested
    final class OnMember extends ObjectStoreContract {
        @Override
        protected ObjectStore store() {
            return onMember;
        }
    }
}
