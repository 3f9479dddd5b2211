package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.hazelcast.internal.MemberPart;

/**
 * The way from a serializer to the plugin of its instance, which comes into being later. There is no plugin while a
 * member is being built, and none for a serialization service that belongs to no instance. Safe for use by many
 * threads.
 */
final class PluginLink {

    private static final String CLIENT_KEY = "claimcheck.plugin";

    private volatile HazelcastInstance instance;
    private volatile Plugin plugin;

    /**
     * Called while the instance is being built; a client's settings are checked here, so that wrong ones stop its
     * start.
     */
    void connect(HazelcastInstance newInstance) {
        instance = newInstance;
        if (newInstance != null && EngineAccess.isClient(newInstance)) {
            plugin = (Plugin)
                    newInstance.getUserContext().computeIfAbsent(CLIENT_KEY, key -> Plugin.ofClient(newInstance));
        }
    }

    /** {@return the instance, perhaps still being built, or {@code null}} */
    HazelcastInstance instance() {
        return instance;
    }

    /** {@return the plugin, or {@code null} as long as there is none} */
    Plugin find() {
        var known = plugin;
        if (known == null && instance != null) {
            known = MemberPart.of(instance) instanceof MemberPlugin service ? service.plugin() : null;
            plugin = known;
        }
        return known;
    }
}
