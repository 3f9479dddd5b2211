package io.github.claimcheck.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.PrimitiveArrayType;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.contract.SampleObjects;
import java.lang.reflect.Array;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecentLeavesTest {

    private static final int CHUNK_BYTES = 1000;
    private static final int TIMES = 4;

    private final RecentLeaves recent =
            new RecentLeaves(CHUNK_BYTES, new RecentObjects(1 << 20, SampleObjects.stoppedTicker()));

    @ParameterizedTest
    @MethodSource("io.github.claimcheck.codec.RawCodecTest#leaves")
    void encode_againAndAgain_isWhatTheCodecGives(Object leaf) {
        for (int time = 0; time < TIMES; time++) {
            assertSame(recent.encode(leaf), RawCodec.encode(leaf, CHUNK_BYTES));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.claimcheck.codec.RawCodecTest#arraysOfSomeLength")
    void encode_changedBetweenTimes_givesTheNewContent(Object leaf) {
        var random = new Random(1);
        for (int time = 0; time < TIMES; time++) {
            recent.encode(leaf);
            change(leaf, random.nextInt(Array.getLength(leaf)));

            assertSame(recent.encode(leaf), RawCodec.encode(leaf, CHUNK_BYTES));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void encode_noRoomForCopies_isWhatTheCodecGives(long maxBytes) {
        var none = new RecentLeaves(CHUNK_BYTES, new RecentObjects(maxBytes, SampleObjects.stoppedTicker()));
        var leaf = new long[] {1, 2, 3};
        for (int time = 0; time < TIMES; time++) {
            leaf[1]++;
            assertSame(none.encode(leaf), RawCodec.encode(leaf, CHUNK_BYTES));
        }
    }

    @Test
    void encode_negativeZero_isAChange() {
        var leaf = new double[] {0.0, 1};
        recent.encode(leaf);
        var before = recent.encode(leaf).key();
        leaf[0] = -0.0;

        assertThat(recent.encode(leaf).key()).isNotEqualTo(before);
    }

    private static void change(Object leaf, int index) {
        var copy = PrimitiveArrayType.of(leaf).copy(leaf);
        switch (PrimitiveArrayType.of(leaf)) {
            case BYTES -> ((byte[]) leaf)[index]++;
            case BOOLEANS -> ((boolean[]) leaf)[index] ^= true;
            case SHORTS -> ((short[]) leaf)[index]++;
            case CHARS -> ((char[]) leaf)[index]++;
            case INTS -> ((int[]) leaf)[index]++;
            case LONGS -> ((long[]) leaf)[index] = -((long[]) leaf)[index] - 1;
            case FLOATS -> ((float[]) leaf)[index] = ((float[]) leaf)[index] == 1 ? 2 : 1;
            case DOUBLES -> ((double[]) leaf)[index] = ((double[]) leaf)[index] == 1 ? 2 : 1;
        }
        assertThat(PrimitiveArrayType.of(leaf).equal(leaf, copy)).isFalse();
    }

    private static void assertSame(ChunkSource actual, ChunkSource expected) {
        assertThat(actual.key()).isEqualTo(expected.key());
        assertThat(actual.chunkCount()).isEqualTo(expected.chunkCount());
        for (int i = 0; i < actual.chunkCount(); i++) {
            assertThat(actual.chunk(i)).isEqualTo(expected.chunk(i));
        }
    }
}
