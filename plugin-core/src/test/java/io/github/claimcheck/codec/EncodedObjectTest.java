package io.github.claimcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodedObjectTest {

    private static final int CHUNK_BYTES = 1000;

    private static EncodedObject encoded(String text) {
        var source = RawCodec.encode(text, CHUNK_BYTES);
        return new EncodedObject(source.key(), chunks(source));
    }

    private static List<byte[]> chunks(ChunkSource source) {
        return IntStream.range(0, source.chunkCount()).mapToObj(source::chunk).toList();
    }

    /** A text of some chunks, in one of which all characters fit into a byte. */
    private static String wide() {
        return "\u20ac".repeat(CHUNK_BYTES) + "a".repeat(CHUNK_BYTES) + "\ud800";
    }

    @Test
    void text_askedForAgain_isTheSameInstance() throws IOException {
        for (var text : List.of("", "short", "\u00ff".repeat(10 * CHUNK_BYTES), wide())) {
            var object = encoded(text);
            assertThat(object.text()).isEqualTo(text).isSameAs(object.text());
        }
    }

    @Test
    void chunk_afterText_isAsBefore() throws IOException {
        for (var text : List.of("", "short", "\u00ff".repeat(10 * CHUNK_BYTES), wide())) {
            var object = encoded(text);
            var before = chunks(object);
            object.text();
            assertThat(chunks(object)).usingElementComparator(Arrays::compare).isEqualTo(before);
        }
    }

    /** Chunks must be dropped, but only when something else stands for them. */
    @Test
    void chunk_whileTextIsMade_isAsBefore() throws Exception {
        for (int round = 0; round < 20; round++) {
            var object = encoded(wide().repeat(500));
            var before = chunks(object);
            var started = new CountDownLatch(1);
            var text = CompletableFuture.supplyAsync(() -> {
                started.countDown();
                try {
                    return object.text();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            started.await();
            do {
                for (int i = before.size() - 1; i >= 0; i--) {
                    assertThat(object.chunk(i)).isEqualTo(before.get(i));
                }
            } while (!text.isDone());
            assertThat(text.get()).isEqualTo(wide().repeat(500));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 1})
    void text_ofAnotherLengthThanItsKey_fails(int difference) {
        var source = RawCodec.encode(wide(), CHUNK_BYTES);
        var chunks = new ArrayList<>(chunks(source));
        int last = chunks.size() - 1;
        chunks.set(last, Arrays.copyOf(chunks.get(last), chunks.get(last).length + difference));
        var object = new EncodedObject(source.key(), chunks);

        assertThatThrownBy(object::text).isInstanceOf(IOException.class);
        assertThatThrownBy(object::text).isInstanceOf(IOException.class);
        assertThat(object.chunk(0)).isEqualTo(chunks.get(0));
        assertThat(object.key()).isEqualTo(source.key());
    }
}
