package io.github.claimcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkBufferTest {

    private static final long SEED = 20261123;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 9_999, 10_000, 10_001, 75_000})
    void finish_afterWritesOfAnySize_holdsAllInFullChunks(int length) throws IOException {
        var random = new Random(SEED + length);
        var buffer = new ChunkBuffer(10_000);
        var expected = new ByteArrayOutputStream();
        while (expected.size() < length) {
            write(random, length - expected.size(), buffer, expected);
        }

        assertThat(buffer.length()).isEqualTo(length);
        var object = buffer.finish(CodecId.JAVA);

        assertThat(new ChunkInputStream(object).readAllBytes())
                .as("seed=%d", SEED + length)
                .isEqualTo(expected.toByteArray());
        assertThat(object.key().length()).isEqualTo(length);
        assertThat(object.chunkCount()).isEqualTo(Math.max(1, (length + 9_999) / 10_000));
        for (int i = 0; i < object.chunkCount() - 1; i++) {
            assertThat(object.chunk(i)).hasSize(ChunkSource.HEADROOM + 10_000);
        }
    }

    @Test
    void write_muchMoreThanMayBeWritten_fails() {
        var small = new ChunkBuffer(10_000, 20_000);
        small.write(new byte[20_000]);
        assertThat(small.finish(CodecId.JAVA).key().length()).isEqualTo(20_000);

        var large = new ChunkBuffer(10_000, 20_000);
        assertThatThrownBy(() -> large.write(new byte[40_000])).isInstanceOf(ChunkBuffer.TooLongException.class);
    }

    private static void write(Random random, int rest, ChunkBuffer buffer, ByteArrayOutputStream expected) {
        if (random.nextInt(4) == 0) {
            int one = random.nextInt();
            buffer.write(one);
            expected.write(one);
            return;
        }
        var some = new byte[Math.min(rest, random.nextInt(12_000))];
        random.nextBytes(some);
        buffer.write(some);
        expected.writeBytes(some);
    }

    @Test
    void finish_sameContentWrittenDifferently_hasSameKey() {
        var atOnce = new ChunkBuffer(8_000);
        atOnce.write(new byte[20_000]);
        var oneByOne = new ChunkBuffer(8_000);
        for (int i = 0; i < 20_000; i++) {
            oneByOne.write(0);
        }

        assertThat(oneByOne.finish(CodecId.KRYO).key())
                .isEqualTo(atOnce.finish(CodecId.KRYO).key());
    }

    @Test
    void read_pastTheEnd_saysSo() throws IOException {
        var buffer = new ChunkBuffer(8_000);
        buffer.write(7);
        var in = new ChunkInputStream(buffer.finish(CodecId.JAVA));

        assertThat(in.available()).isEqualTo(1);
        assertThat(in.read()).isEqualTo(7);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[3], 0, 3)).isEqualTo(-1);
        assertThat(in.available()).isZero();
    }
}
