package io.github.claimcheck.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A cluster, and stores on its members and clients. */
final class StoreCluster extends TestCluster {

    private final List<IMapObjectStore> stores = new ArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(2);

    /** Takes settings as pairs of a name without the prefix and a value. */
    StoreCluster(int memberCount, String... settings) {
        super(memberCount, settings);
    }

    IMapObjectStore clientStore() {
        return storeOf(startClient());
    }

    IMapObjectStore storeOf(HazelcastInstance instance) {
        stores.add(new IMapObjectStore(instance, settings(), ticker));
        return stores.get(stores.size() - 1);
    }

    @Override
    public void close() {
        try {
            stores.forEach(IMapObjectStore::close);
        } finally {
            ticker.shutdownNow();
            super.close();
        }
    }
}
