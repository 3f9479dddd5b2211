package io.github.claimcheck.hazelcast.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoreMapsTest {

    private final Config config = new Config();

    @Test
    void addTo_usersPatternForAllMaps_isNotMeantForThese() {
        config.addMapConfig(new MapConfig("*").setBackupCount(0).setTimeToLiveSeconds(1));
        StoreMaps.addTo(config);
        assertThat(config.findMapConfig(StoreMaps.CHUNKS).getBackupCount()).isEqualTo(1);
        assertThat(config.findMapConfig(StoreMaps.OBJECTS).getTimeToLiveSeconds())
                .isEqualTo(MapConfig.DEFAULT_TTL_SECONDS);
        assertThat(config.findMapConfig("orders").getTimeToLiveSeconds()).isEqualTo(1);
    }

    @Test
    void addTo_usersConfigurationOfOneMap_stays() {
        config.addMapConfig(new MapConfig(StoreMaps.CHUNKS).setBackupCount(2));
        StoreMaps.addTo(config);
        assertThat(config.findMapConfig(StoreMaps.CHUNKS).getBackupCount()).isEqualTo(2);
        assertThat(config.findMapConfig(StoreMaps.OBJECTS).getBackupCount()).isEqualTo(1);
    }

    @Test
    void addTo_usersPatternForTheseMaps_stays() {
        config.addMapConfig(new MapConfig("claimcheck.*").setBackupCount(2));
        StoreMaps.addTo(config);
        assertThat(List.of(StoreMaps.CHUNKS, StoreMaps.UNBACKED, StoreMaps.OBJECTS, StoreMaps.LEDGER))
                .allSatisfy(name ->
                        assertThat(config.findMapConfig(name).getBackupCount()).isEqualTo(2));
    }
}
