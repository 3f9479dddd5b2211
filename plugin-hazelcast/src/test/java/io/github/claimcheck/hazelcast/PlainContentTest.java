package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.codec.CodecId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which collections of the engine's own types come out the same by the engine and as they were captured. */
final class PlainContentTest {

    private static boolean isPlain(Object result, CodecId codec) {
        var content = new PlainContent(type -> -1);
        return content.includes(result) && content.isKept(result, codec);
    }

    private static Map<Integer, String> map(int size) {
        var map = new HashMap<Integer, String>();
        IntStream.range(0, size).forEach(i -> map.put(i, "value"));
        return map;
    }

    private static Set<Integer> set(int size) {
        return new HashSet<>(map(size).keySet());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 14, 100, 1_000, 12_000, 200_000})
    void includes_tablesOfUsualSizes(int size) {
        assertThat(isPlain(map(size), CodecId.KRYO)).isTrue();
        assertThat(isPlain(set(size), CodecId.KRYO)).isTrue();
    }

    /** The engine gives a set of 12 a table of 32, Java serialization one of 16, and a map one of 32 before Java 19. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6, 12, 24, 192, 12_288})
    void includes_smallTablesAndJustFullOnes_notEvenInsideOthers(int size) {
        assertThat(isPlain(map(size), CodecId.KRYO)).isFalse();
        assertThat(isPlain(set(size), CodecId.KRYO)).isFalse();
        assertThat(isPlain(new ArrayList<>(List.of(map(size))), CodecId.KRYO)).isFalse();
    }

    @Test
    void includes_capturedByJavaSerialization_not() {
        assertThat(isPlain(map(100), CodecId.JAVA)).isFalse();
    }
}
