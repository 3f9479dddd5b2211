package io.github.claimcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.codec.ChunkBuffer;
import io.github.claimcheck.codec.ChunkInputStream;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import io.github.claimcheck.graph.Samples.Base;
import io.github.claimcheck.graph.Samples.Custom;
import io.github.claimcheck.graph.Samples.Derived;
import io.github.claimcheck.graph.Samples.Failing;
import io.github.claimcheck.graph.Samples.Node;
import io.github.claimcheck.graph.Samples.Pair;
import io.github.claimcheck.graph.Samples.Point;
import io.github.claimcheck.graph.Samples.Shade;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphCodecTest {

    private static final int CHUNK = 1024;

    private final GraphCodec codec = new GraphCodec(CHUNK);
    private final TestClasses classes = new TestClasses();

    @Test
    void encode_notSerializableDeepInside_failsAsJavaDoes() {
        var value = new ArrayList<Object>(List.of(new Base("b"), new Node(1, new Object())));
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> codec.encode(value, LeafWriter.NONE, null))
                .withMessage("java.lang.Object");
    }

    @Test
    void encode_largeLeaves_areOfferedOnceAndLeftOut() throws Exception {
        var large = new int[10_000];
        var text = "t".repeat(10_000);
        var value = new ArrayList<Object>(Arrays.asList(large, new Pair(large, text), text, "short", new int[] {1}));
        assertLeavesComeBack(value, CodecId.KRYO);
    }

    @Test
    void encode_leavesTakenBeforeKryoGaveUp_keepTheirOrdinals() throws Exception {
        var value = new ArrayList<Object>(
                Arrays.asList(new int[10_000], "t".repeat(10_000), Collections.singletonList(1), new long[5_000]));
        assertLeavesComeBack(value, CodecId.JAVA);
    }

    private void assertLeavesComeBack(List<Object> value, CodecId expected) throws Exception {
        var taken = new ArrayList<Object>();
        var encoded = codec.encode(
                value,
                leaf -> {
                    if (RawCodec.encodedLength(leaf) < 1000) {
                        return -1;
                    }
                    taken.add(leaf);
                    return taken.size() - 1;
                },
                null);
        assertThat(CodecId.find(encoded.key().codec())).isEqualTo(expected);
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(encoded.key().length()).isLessThan(2000);
        Twins.assertTwins(codec.decode(encoded, taken::get, classes), value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encode_objectOfAnotherPart_isReportedAsItIs(boolean exact) {
        var shared = new Base("shared");
        var tracker = new IdentityTracker(true);
        tracker.enter(1);
        tracker.visit(shared);
        tracker.enter(2);
        var value = new ArrayList<Object>(List.of(exact ? "x" : new Custom(), shared));
        assertThatExceptionOfType(SharedObjectException.class)
                .isThrownBy(() -> codec.encode(value, LeafWriter.NONE, tracker));
    }

    @Test
    void encode_largeGraph_isCutIntoChunksWithoutLoss() throws Exception {
        var map = new HashMap<String, List<Integer>>();
        new Random(7).ints(5_000).forEach(i -> map.put("key " + i, new ArrayList<>(List.of(i, -i))));
        var encoded = codec.encode(map, LeafWriter.NONE, null);
        assertThat(encoded.chunkCount()).isGreaterThan(50);
        assertThat(encoded.chunk(0)).hasSize(ChunkSource.HEADROOM + CHUNK);
        assertThat(codec.decode(encoded, null, classes)).isEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 1_000, 20_000})
    void encode_deepChain_comesBackFromASmallStack(int depth) throws Exception {
        var chain = chain(depth);
        var decoded = new FutureTask<>(() -> {
            var encoded = codec.encode(chain, LeafWriter.NONE, null);
            return codec.decode(encoded, null, classes);
        });
        new Thread(null, decoded, "small-stack", 1 << 20).start();
        assertThat(lengthOf(decoded.get())).isEqualTo(depth);
    }

    /** The thread with the larger stack cannot get the lock. */
    @Test
    void encode_deepChainBehindALockOfTheCaller_failsAsByValue() {
        var guarded = Collections.synchronizedList(new LinkedList<>(List.of(chain(20_000))));
        var encoded = new FutureTask<>(() -> {
            synchronized (guarded) {
                return codec.encode(guarded, LeafWriter.NONE, null);
            }
        });
        new Thread(null, encoded, "small-stack", 1 << 20).start();
        assertThatThrownBy(() -> encoded.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(StackOverflowError.class);
    }

    private static Object chain(int depth) {
        Object chain = null;
        for (int i = 0; i < depth; i++) {
            chain = new Node(chain, i);
        }
        return chain;
    }

    private static int lengthOf(Object chain) {
        int length = 0;
        for (var node = (Node) chain; node != null; node = (Node) node.left) {
            length++;
        }
        return length;
    }

    @Test
    void decode_kryoContent_asksForTheClassesThatJavaWouldAskFor() throws Exception {
        var value = new ArrayList<Object>(Arrays.asList(
                new Derived("d", new BigDecimal(1)),
                Shade.DARK,
                new Pair(1, List.of(2L)),
                new Node(new String[0], new Base[0]),
                new HashMap<>(Map.of("k", new int[1])),
                new ArrayList<>(List.of(1.5))));
        var encoded = codec.encode(value, LeafWriter.NONE, null);
        assertThat(encoded.key().codec()).isEqualTo(CodecId.KRYO.wireId());
        codec.decode(encoded, null, classes);
        assertThat(classes.asked).isEqualTo(askedByJava(value));
    }

    private Set<String> askedByJava(Object value) throws Exception {
        var buffer = new ChunkBuffer(CHUNK);
        try (var out = new java.io.ObjectOutputStream(buffer)) {
            out.writeObject(value);
        }
        var asking = new TestClasses();
        codec.decode(buffer.finish(CodecId.JAVA), null, asking);
        return asking.asked;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.github.claimcheck.graph.Samples$Base",
                "java.lang.Integer",
                "java.util.HashMap",
                "[Ljava.lang.String;",
                "java.lang.Enum"
            })
    void decode_refusedClass_throwsWhatTheFilterThrows(String refused) throws Exception {
        var value = new ArrayList<Object>(Arrays.asList(
                new Derived("d", 1), new HashMap<>(), new String[0], Shade.LIGHT, new ArrayList<>(List.of(1))));
        var encoded = codec.encode(value, LeafWriter.NONE, null);
        assertThatThrownBy(() -> codec.decode(encoded, null, new TestClasses(refused)))
                .isInstanceOf(SecurityException.class)
                .hasMessage("refused: " + refused);
    }

    @Test
    void decode_exceptionOfUserCode_comesOutAsItIs() throws Exception {
        var set = new ArrayList<Object>(List.of(new Failing()));
        var wrapped = new Node(set, null);
        var encoded = codec.encode(wrapped, LeafWriter.NONE, null);
        assertThat(codec.decode(encoded, null, classes)).isInstanceOf(Node.class);
        var keys = new HashMap<Object, Object>();
        keys.put(new Fickle(), 1);
        var encodedKeys = codec.encode(keys, LeafWriter.NONE, null);
        Fickle.fails = true;
        try {
            assertThatThrownBy(() -> codec.decode(encodedKeys, null, classes))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("fickle");
        } finally {
            Fickle.fails = false;
        }
    }

    private static final class Fickle implements java.io.Serializable {
        static boolean fails;

        @Override
        public int hashCode() {
            if (fails) {
                throw new UnsupportedOperationException("fickle");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @Test
    void decode_exceptionOfALeafReader_comesOutAsItIs() throws Exception {
        var encoded = codec.encode(new Node(new int[1000], null), leaf -> 0, null);
        assertThatThrownBy(() -> codec.decode(
                        encoded,
                        ordinal -> {
                            throw new IllegalStateException("no leaf " + ordinal);
                        },
                        classes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no leaf 0");
    }

    @Test
    void decode_truncatedAtAnyByte_failsWithIoException() throws Exception {
        var encoded = codec.encode(variety(), LeafWriter.NONE, null);
        var bytes = new ChunkInputStream(encoded).readAllBytes();
        for (int length = 0; length < bytes.length; length++) {
            var cut = encodedFrom(Arrays.copyOf(bytes, length));
            assertThatExceptionOfType(IOException.class)
                    .as("cut to %s of %s bytes", length, bytes.length)
                    .isThrownBy(() -> codec.decode(cut, null, classes));
        }
    }

    @Test
    void decode_changedBytes_neitherExhaustsMemoryNorThrowsAnythingStrange() throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        var random = new Random(seed);
        var bytes = new ChunkInputStream(codec.encode(variety(), LeafWriter.NONE, null)).readAllBytes();
        for (int i = 0; i < 3_000; i++) {
            var changed = bytes.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                codec.decode(encodedFrom(changed), ordinal -> null, classes);
            } catch (IOException | ClassNotFoundException e) {
                // As it should be.
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed=" + seed + " round=" + i, e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("empties")
    void decode_countBeyondTheContent_failsBeforeItAllocates(Object empty) throws Exception {
        var bytes = new ChunkInputStream(codec.encode(empty, LeafWriter.NONE, null)).readAllBytes();
        // The count is what an empty object ends with.
        var huge = Arrays.copyOf(bytes, bytes.length + 4);
        Arrays.fill(huge, bytes.length - 1, huge.length - 1, (byte) 0xff);
        huge[huge.length - 1] = 7;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> codec.decode(encodedFrom(huge), null, classes))
                .withMessageContaining("elements announced");
    }

    static List<Object> empties() {
        return List.of(
                new ArrayList<>(),
                new HashSet<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                new int[0],
                "");
    }

    private static EncodedObject encodedFrom(byte[] bytes) {
        var buffer = new ChunkBuffer(CHUNK);
        buffer.write(bytes);
        return buffer.finish(CodecId.KRYO);
    }

    private static Object variety() {
        return new ArrayList<>(Arrays.asList(
                new Derived("d", null),
                new Point(1, 2, "w\u4e00", List.of(1, "x")),
                Shade.DARK,
                new int[40],
                new Object[] {1L, null},
                new HashMap<>(Map.of("key", new ArrayList<>(List.of(1, 2, 3)))),
                new HashSet<>(List.of("a")),
                new BigDecimal("1.5")));
    }

    @Test
    void decode_laterVersionOfAClass_matchesFieldsByNameAsJavaDoes() throws Exception {
        var encoded = codec.encode(new Evolving(), LeafWriter.NONE, null);
        var bytes = new ChunkInputStream(encoded).readAllBytes();
        // In the written content the field has another name and the class another version.
        var renamed = (Evolving) codec.decode(encodedFrom(replaced(bytes, "second", "sec0nd")), null, classes);
        assertThat(renamed.first).isEqualTo("first");
        assertThat(renamed.second).isNull();
    }

    @Test
    void decode_otherSerialVersion_failsAsJavaDoes() throws Exception {
        var bytes = new ChunkInputStream(codec.encode(new Evolving(), LeafWriter.NONE, null)).readAllBytes();
        var other = replaced(bytes, "\u0001\u0002\u0003\u0004", "\u0001\u0002\u0003\u0005");
        var reversed = replaced(bytes, "\u0004\u0003\u0002\u0001", "\u0005\u0003\u0002\u0001");
        var changed = Arrays.equals(other, bytes) ? reversed : other;
        assertThatThrownBy(() -> codec.decode(encodedFrom(changed), null, classes))
                .isInstanceOf(java.io.InvalidClassException.class)
                .hasMessageContaining("local class incompatible: stream classdesc serialVersionUID = ");
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        var text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static final class Evolving implements java.io.Serializable {
        private static final long serialVersionUID = 0x01020304L;

        final String first = String.valueOf("first");
        final String second = String.valueOf("other");
    }

    /** As a collection that loads its elements when it is asked for anything. */
    @Test
    void encode_collectionOfAUsersClass_isNotAskedForItsSize() throws Exception {
        var lazy = new Lazy();
        for (var value : List.of(lazy, Collections.unmodifiableList(lazy), Collections.synchronizedList(lazy))) {
            codec.encode(value, LeafWriter.NONE, null);
        }

        assertThat(lazy.asked).isFalse();
    }

    private static final class Lazy extends AbstractList<String> implements Serializable {
        private static final long serialVersionUID = 1L;

        private boolean asked;

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            asked = true;
            return 0;
        }
    }

    @Test
    void encode_afterFailures_sessionsAreStillClean() throws Exception {
        for (int i = 0; i < 20; i++) {
            codec.encode(new ArrayList<>(List.of("x", new Base("b"), new Custom())), LeafWriter.NONE, null);
            var value = new ArrayList<>(List.of("x", new Pair("b", 1), "x"));
            Twins.assertTwins(codec.decode(codec.encode(value, LeafWriter.NONE, null), null, classes), value);
        }
    }
}
