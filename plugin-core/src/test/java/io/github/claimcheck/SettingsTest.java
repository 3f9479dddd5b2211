package io.github.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final long HEAP_BYTES = 1000L << 20;

    @Test
    void parse_nothingSet_givesDefaults() {
        var expected = new Settings(
                true,
                100 << 10,
                true,
                256 << 10,
                100L << 20,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                250L << 20,
                Duration.ofSeconds(10),
                Sharing.PRIVATE);

        assertThat(defaults(HEAP_BYTES)).isEqualTo(expected);
    }

    @Test
    void parse_everythingSet_readsEachName() {
        var values = Map.of(
                "claimcheck.enabled", "false",
                "claimcheck.threshold", "1",
                "claimcheck.results", "FALSE",
                "claimcheck.chunk-size", "64KB",
                "claimcheck.cache.max-size", "0",
                "claimcheck.linger", "0",
                "claimcheck.lease", "1s",
                "claimcheck.store.max-size", "64MB",
                "claimcheck.store.timeout", "500ms",
                "claimcheck.sharing", "shared");

        assertThat(Settings.parse(values::get, values.keySet(), HEAP_BYTES))
                .isEqualTo(new Settings(
                        false,
                        1,
                        false,
                        64 << 10,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        64 << 20,
                        Duration.ofMillis(500),
                        Sharing.SHARED));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "102400, 102400",
        "7B, 7",
        "100KB, 102400",
        "100kb, 102400",
        "100 KB, 102400",
        "100KiB, 102400",
        "100k, 102400",
        "1MB, 1048576",
        "3MiB, 3145728",
        "2GB, 2147483648",
        "' 2GiB ', 2147483648",
    })
    void parse_sizeInAnyForm_isReadAsBinaryUnits(String text, long bytes) {
        assertThat(parse("claimcheck.threshold", text).thresholdBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"10%, 104857600", "100 %, 1048576000", "0%, 0", "12345, 12345", "12MB, 12582912"})
    void parse_cacheSize_isBytesOrShareOfHeap(String text, long bytes) {
        assertThat(parse("claimcheck.cache.max-size", text).cacheMaxBytes()).isEqualTo(bytes);
    }

    @Test
    void parse_shareOfHeapWithoutLimit_doesNotOverflow() {
        assertThat(defaults(Long.MAX_VALUE).storeMaxBytes()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0s, 0", "500ms, 500", "30s, 30000", "30S, 30000", "2 m, 120000", "24h, 86400000"})
    void parse_durationInAnyForm_isRead(String text, long millis) {
        assertThat(parse("claimcheck.linger", text).linger()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "threshold, 64XB",
        "threshold, ''",
        "threshold, -1",
        "threshold, 1.5MB",
        "threshold, 10%",
        "threshold, 999999999999GB",
        "threshold, 99999999999999999999",
        "chunk-size, one",
        "cache.max-size, 101%",
        "cache.max-size, 1000%",
        "linger, 30",
        "lease, 5 minutes",
        "lease, 10%",
        "enabled, yes",
        "results, 1",
        "sharing, public",
    })
    void parse_unreadableValue_namesSettingValueAndForm(String name, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("claimcheck." + name, text))
                .withMessageStartingWith("Setting claimcheck." + name + "=" + text + " cannot be read; it takes ")
                .withMessageEndingWith(option(name).form());
    }

    @ParameterizedTest
    @CsvSource({
        "threshold, 0",
        "chunk-size, 16383",
        "chunk-size, 16777217",
        "linger, 25h",
        "lease, 999ms",
        "store.max-size, 0",
        "store.timeout, 0",
    })
    void parse_valueOutOfRange_namesSettingValueAndForm(String name, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("claimcheck." + name, text))
                .withMessage(
                        "Setting claimcheck.%s=%s is out of range; it takes %s",
                        name, text, option(name).form());
    }

    @ParameterizedTest
    @CsvSource({
        "claimcheck.treshold, claimcheck.threshold",
        "claimcheck.Threshold, claimcheck.threshold",
        "claimcheck.chunk.size, claimcheck.chunk-size",
        "claimcheck.cache.maxsize, claimcheck.cache.max-size",
        "claimcheck.store-max-size, claimcheck.store.max-size",
        "claimcheck.shared, claimcheck.sharing",
        "claimcheck.cache, claimcheck.cache.max-size",
        "claimcheck.timeout, claimcheck.store.timeout",
    })
    void parse_unknownName_suggestsNearest(String name, String nearest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(other -> null, List.of("hazelcast.logging.type", name), HEAP_BYTES))
                .withMessageMatching(
                        "Unknown setting \\Q" + name + "\\E; did you mean " + nearest + ", which takes .+\\?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hazelcast.threshold", "claimcheckthreshold", "user.name", "claimcheck.threshold"})
    void parse_foreignOrKnownName_isAccepted(String name) {
        assertThat(Settings.parse(other -> null, List.of(name), HEAP_BYTES)).isNotNull();
    }

    @Test
    void describe_defaults_showsAllSettingsWithUnits() {
        assertThat(defaults(HEAP_BYTES).describe())
                .isEqualTo(
                        "enabled=true, threshold=100KB, results=true, chunk-size=256KB, cache.max-size=100MB, linger=30s,"
                                + " lease=5m, store.max-size=250MB, store.timeout=10s, sharing=private");
    }

    @ParameterizedTest
    @CsvSource({"1, 1B", "102401, 102401B", "2097153, 2097153B", "53687091, 51MB", "3221225472, 3GB"})
    void describe_anySize_isExactOrRoundedToMegabytes(String text, String echo) {
        assertThat(parse("claimcheck.threshold", text).describe()).contains(", threshold=" + echo + ", ");
    }

    @ParameterizedTest
    @CsvSource({"0, 0ms", "1500ms, 1500ms", "90s, 90s", "120s, 2m", "60m, 1h"})
    void describe_anyDuration_usesLargestWholeUnit(String text, String echo) {
        assertThat(parse("claimcheck.linger", text).describe()).contains(", linger=" + echo + ", ");
    }

    private static Settings parse(String name, String text) {
        return Settings.parse(Map.of(name, text)::get, List.of(name), HEAP_BYTES);
    }

    private static Option option(String shortName) {
        return List.of(Option.values()).stream()
                .filter(option -> option.shortName().equals(shortName))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void chunkPayloadBytes_anySize_leavesRoomForHeaders() {
        for (var size : List.of("16KB", "17KB", "100KB", "1MB", "1000000", "16MB")) {
            var settings = parse("claimcheck.chunk-size", size);

            assertThat(settings.chunkPayloadBytes())
                    .as(size)
                    .isBetween(settings.chunkBytes() / 2, settings.chunkBytes() - 256);
        }
        assertThat(parse("claimcheck.chunk-size", "1MB").chunkPayloadBytes()).isEqualTo(1008 * 1024);
    }

    @Test
    void resultChunkPayloadBytes_smallChunks_isThatOfLargeOnes() {
        assertThat(parse("claimcheck.chunk-size", "64KB").resultChunkPayloadBytes())
                .isEqualTo(4 * 1024 * 1024 - 16 * 1024);
        var large = parse("claimcheck.chunk-size", "8MB");
        assertThat(large.resultChunkPayloadBytes()).isEqualTo(large.chunkPayloadBytes());
    }

    @Test
    void uploadTimeout_shortLease_isHalfOfIt() {
        assertThat(parse("claimcheck.lease", "5s").uploadTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(parse("claimcheck.lease", "1m").uploadTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    private static Settings defaults(long maxHeapBytes) {
        return Settings.parse(name -> null, List.of(), maxHeapBytes);
    }
}
