package io.github.claimcheck.hazelcast.store.entry;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import io.github.claimcheck.Settings;
import java.util.List;

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

    /** All maps of the plugin. */
    public static final List<String> NAMES = List.of(CHUNKS, UNBACKED, OBJECTS, LEDGER);

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
        add(
                config,
                map(CHUNKS, InMemoryFormat.BINARY, PutIfAbsentMergePolicy.class).setReadBackupData(true));
        // For what is likely to be needed for a moment only, until it gets backups.
        add(
                config,
                map(UNBACKED, InMemoryFormat.BINARY, PutIfAbsentMergePolicy.class)
                        .setBackupCount(0));
        add(config, map(OBJECTS, InMemoryFormat.OBJECT, UnionOfClaims.class));
        // Nobody waits for its backup, because members report again and again what they store.
        add(
                config,
                map(LEDGER, InMemoryFormat.OBJECT, PutIfAbsentMergePolicy.class)
                        .setBackupCount(0)
                        .setAsyncBackupCount(ONE_BACKUP));
        // Else it would be as the user's default is, which may have a short queue.
        if (!config.getExecutorConfigs().containsKey(CopyChunk.EXECUTOR)) {
            config.addExecutorConfig(new ExecutorConfig(CopyChunk.EXECUTOR, COPIERS));
        }
    }

    private static MapConfig map(String name, InMemoryFormat format, Class<?> mergePolicy) {
        return new MapConfig(name)
                .setBackupCount(ONE_BACKUP)
                .setInMemoryFormat(format)
                .setMergePolicyConfig(new MergePolicyConfig(mergePolicy.getName(), MERGE_BATCH));
    }

    private static void add(Config config, MapConfig map) {
        var users = config.getMapConfigs().keySet().stream()
                .filter(pattern -> pattern.startsWith(Settings.PREFIX))
                .toList();
        if (!users.contains(map.getName()) && config.getConfigPatternMatcher().matches(users, map.getName()) == null) {
            config.addMapConfig(map);
        }
    }
}
