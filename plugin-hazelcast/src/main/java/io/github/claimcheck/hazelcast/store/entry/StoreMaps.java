package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import io.github.claimcheck.Settings;

/** The maps that the store is made of. */
public final class StoreMaps {

    /** Chunks with backups. */
    public static final String CHUNKS = "claimcheck.chunks";
    /** Chunks in one copy. */
    public static final String UNBACKED = "claimcheck.unbacked";
    /** One {@link ObjectEntry} for each stored object. */
    public static final String OBJECTS = "claimcheck.objects";
    /** One {@link Ledger}, of how much is stored where. */
    public static final String LEDGER = "claimcheck.ledger";

    /** Members declare how many bytes they may store under this attribute, before they join. */
    public static final String LIMIT_ATTRIBUTE = "claimcheck.store.max-size";

    private static final int MERGE_BATCH = 100;
    private static final int ONE_BACKUP = 1;
    private static final int COPIERS = 8;

    private StoreMaps() {}

    /**
     * Configures the maps on a member that has not joined yet, except those that the user has configured, by name or by
     * a pattern for the maps of this plugin. What a pattern like {@code *} says was said of the user's maps.
     */
    public static void addTo(Config config) {
        // Chunks never change, so a member may read the backup it holds instead of asking the owner.
        add(config, CHUNKS, ONE_BACKUP, InMemoryFormat.BINARY, PutIfAbsentMergePolicy.class, true);
        // For what is likely to be needed for a moment only, until it gets backups.
        add(config, UNBACKED, 0, InMemoryFormat.BINARY, PutIfAbsentMergePolicy.class, false);
        add(config, OBJECTS, ONE_BACKUP, InMemoryFormat.OBJECT, UnionOfClaims.class, false);
        add(config, LEDGER, ONE_BACKUP, InMemoryFormat.OBJECT, PutIfAbsentMergePolicy.class, false);
        // Else it would be as the user's default is, which may have a short queue.
        if (!config.getExecutorConfigs().containsKey(CopyChunk.EXECUTOR)) {
            config.addExecutorConfig(new ExecutorConfig(CopyChunk.EXECUTOR, COPIERS));
        }
    }

    private static void add(
            Config config, String name, int backups, InMemoryFormat format, Class<?> mergePolicy, boolean readBackups) {
        var users = config.getMapConfigs().keySet().stream()
                .filter(pattern -> pattern.startsWith(Settings.PREFIX))
                .toList();
        if (!users.contains(name) && config.getConfigPatternMatcher().matches(users, name) == null) {
            config.addMapConfig(new MapConfig(name)
                    .setBackupCount(backups)
                    .setInMemoryFormat(format)
                    .setReadBackupData(readBackups)
                    .setMergePolicyConfig(new MergePolicyConfig(mergePolicy.getName(), MERGE_BATCH)));
        }
    }
}
