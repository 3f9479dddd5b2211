package io.github.claimcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.ObjectKey;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RawCodecTest {

    private static final int CHUNK_BYTES = 1000;
    private static final long SEED = 20261123;

    static Stream<Object> leaves() {
        var random = new Random(SEED);
        return Stream.of(0, 1, 124, 125, 126, 999, 1000, 1001, 20_000).flatMap(length -> leaves(length, random));
    }

    /** Those of {@link #leaves} to which a program can write. */
    static Stream<Object> arraysOfSomeLength() {
        return leaves().filter(leaf -> !(leaf instanceof String) && Array.getLength(leaf) > 0);
    }

    private static Stream<Object> leaves(int length, Random random) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        var booleans = new boolean[length];
        var shorts = new short[length];
        var chars = new char[length];
        var floats = new float[length];
        for (int i = 0; i < length; i++) {
            booleans[i] = random.nextBoolean();
            shorts[i] = (short) random.nextInt();
            chars[i] = (char) random.nextInt();
            floats[i] = Float.intBitsToFloat(random.nextInt());
        }
        return Stream.of(
                bytes,
                booleans,
                shorts,
                chars,
                random.ints(length).toArray(),
                random.longs(length).toArray(),
                floats,
                random.doubles(length).toArray(),
                "\u00ff".repeat(length),
                // Any characters at all, so halves of surrogate pairs too.
                new String(chars));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void decode_whatWasEncoded_isEqualAndNew(Object leaf) throws IOException {
        var source = RawCodec.encode(leaf, CHUNK_BYTES);

        var decoded = RawCodec.decode(inMemory(source));

        assertThat(decoded).as("seed=%d", SEED).isEqualTo(leaf);
        if (leaf.getClass().isArray() && Array.getLength(leaf) > 0) {
            assertThat(decoded).isNotSameAs(leaf);
        }
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void key_ofAnyLeaf_isTheHashAndLengthOfItsChunks(Object leaf) {
        var source = RawCodec.encode(leaf, CHUNK_BYTES);
        var hash = new ContentHash();
        for (var chunk : chunks(source)) {
            hash.add(chunk, ChunkSource.HEADROOM, chunk.length - ChunkSource.HEADROOM);
        }

        assertThat(source.key()).isEqualTo(hash.key(source.key().codec()));
        assertThat(source.key().length()).isEqualTo(RawCodec.encodedLength(leaf));
    }

    @Test
    void chunks_ofAnArray_areLittleEndianAndFull() {
        var source = RawCodec.encode(new int[] {1, 0x01020304, -1}, 8);

        assertThat(source.chunkCount()).isEqualTo(2);
        var first = ByteBuffer.wrap(source.chunk(0)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(first.capacity()).isEqualTo(ChunkSource.HEADROOM + 8);
        assertThat(first.getInt(ChunkSource.HEADROOM)).isEqualTo(1);
        assertThat(first.getInt(ChunkSource.HEADROOM + 4)).isEqualTo(0x01020304);
        assertThat(source.chunk(1)).hasSize(ChunkSource.HEADROOM + 4);
    }

    @Test
    void key_ofEqualContentOfAnotherType_differs() {
        var ints = RawCodec.encode(new int[] {1, 0}, CHUNK_BYTES).key();
        var longs = RawCodec.encode(new long[] {1}, CHUNK_BYTES).key();

        assertThat(ints.hashLow()).isEqualTo(longs.hashLow());
        assertThat(ints).isNotEqualTo(longs);
    }

    @Test
    void encodedLength_ofText_dependsOnItsWidestCharacter() {
        assertThat(RawCodec.encodedLength("abc\u00e9")).isEqualTo(4);
        assertThat(RawCodec.encodedLength("abc".repeat(5000) + "\u0100")).isEqualTo(30_002);
    }

    @Test
    void chunk_ofWhatWasWrittenTo_throws() {
        var leaf = new double[3 * ContentHash.BLOCK_BYTES / Double.BYTES];
        var source = RawCodec.encode(leaf, ContentHash.BLOCK_BYTES);
        leaf[leaf.length - 1] = Double.MIN_VALUE;

        assertThat(source.chunk(1)).containsOnly(0);
        assertThatThrownBy(() -> source.chunk(2))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining(source.key().toString());
    }

    @Test
    void decode_chunksOfAnotherLength_throws() {
        var source = RawCodec.encode(new long[] {1, 2, 3}, CHUNK_BYTES);
        var shorter = new byte[ChunkSource.HEADROOM + 16];
        var odd = new byte[ChunkSource.HEADROOM + 23];

        for (var damaged : List.of(shorter, odd, new byte[ChunkSource.HEADROOM + 32])) {
            assertThatThrownBy(() -> RawCodec.decode(new EncodedObject(source.key(), List.of(damaged))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(source.key().toString());
        }
    }

    @Test
    void decode_codecThatIsNoLeaf_throws() {
        var key = new ObjectKey(1, 2, 0, CodecId.JAVA.wireId());

        assertThatThrownBy(() -> RawCodec.decode(new EncodedObject(key, List.of(new byte[ChunkSource.HEADROOM]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a leaf");
    }

    private static EncodedObject inMemory(ChunkSource source) {
        return new EncodedObject(source.key(), chunks(source));
    }

    private static List<byte[]> chunks(ChunkSource source) {
        var chunks = new ArrayList<byte[]>();
        for (int i = 0; i < source.chunkCount(); i++) {
            chunks.add(source.chunk(i));
        }
        return chunks;
    }
}
