package io.github.claimcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import io.github.claimcheck.ObjectKey;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentHashTest {

    private static final long SEED = 20261123;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 32_768, 100_000})
    void key_contentAddedInPieces_isThatOfTheWhole(int length) {
        var random = new Random(SEED + length);
        var content = new byte[length];
        random.nextBytes(content);
        var pieces = new ContentHash();
        for (int at = 0; at < length; ) {
            int count = Math.min(length - at, random.nextInt(40_000));
            pieces.add(content, at, count);
            at += count;
        }

        assertThat(pieces.key((byte) 1))
                .as("seed=%d", SEED + length)
                .isEqualTo(new ContentHash().add(content, 0, length).key((byte) 1));
    }

    @Test
    void key_ofContent_isTheHashOfTheHashesOfItsBlocks() {
        var content = new byte[20_000];
        new Random(SEED).nextBytes(content);
        var xxh3 = Hashing.xxh3_128();
        var first = xxh3.hashBytesTo128Bits(content, 0, 16_384);
        var second = xxh3.hashBytesTo128Bits(content, 16_384, 20_000 - 16_384);
        var all = xxh3.hashStream()
                .putLong(first.getMostSignificantBits())
                .putLong(first.getLeastSignificantBits())
                .putLong(second.getMostSignificantBits())
                .putLong(second.getLeastSignificantBits())
                .get();

        assertThat(new ContentHash().add(content, 0, content.length).key((byte) 7))
                .isEqualTo(
                        new ObjectKey(all.getMostSignificantBits(), all.getLeastSignificantBits(), 20_000, (byte) 7));
    }

    @Test
    void key_anyBitChanged_differs() {
        var content = new byte[40_000];
        var keys = new HashSet<ObjectKey>();
        for (int at = 0; at < content.length; at += 97) {
            content[at] ^= 1;
            keys.add(new ContentHash().add(content, 0, content.length).key((byte) 1));
            content[at] ^= 1;
        }

        assertThat(keys).hasSize((content.length + 96) / 97);
    }
}
