package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.core.HazelcastInstance;

/**
 * The moment at which a client begins to shut down and is still connected. Its lifecycle listeners are called by
 * another thread, while the connections are being closed. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class ClientShutdown {

    private ClientShutdown() {}

    /** Runs something once, on the thread that shuts the client down; keep it short. */
    public static void onStart(HazelcastInstance client, Runnable last) {
        ((HazelcastClientInstanceImpl) client).disposeOnClientShutdown(last::run);
    }
}
