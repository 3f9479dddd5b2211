package io.github.claimcheck.graph;

import static io.github.claimcheck.codec.CodecId.JAVA;
import static io.github.claimcheck.codec.CodecId.KRYO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.codec.CodecId;
import io.github.claimcheck.graph.Samples.Base;
import io.github.claimcheck.graph.Samples.ByLength;
import io.github.claimcheck.graph.Samples.Custom;
import io.github.claimcheck.graph.Samples.Derived;
import io.github.claimcheck.graph.Samples.External;
import io.github.claimcheck.graph.Samples.Failure;
import io.github.claimcheck.graph.Samples.Holder;
import io.github.claimcheck.graph.Samples.Key;
import io.github.claimcheck.graph.Samples.Node;
import io.github.claimcheck.graph.Samples.Outer;
import io.github.claimcheck.graph.Samples.OwnList;
import io.github.claimcheck.graph.Samples.OwnMap;
import io.github.claimcheck.graph.Samples.Pair;
import io.github.claimcheck.graph.Samples.Point;
import io.github.claimcheck.graph.Samples.Replaced;
import io.github.claimcheck.graph.Samples.Replacing;
import io.github.claimcheck.graph.Samples.Shade;
import io.github.claimcheck.graph.Samples.Singleton;
import io.github.claimcheck.graph.Samples.WithPlainBase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the codec chooses, what comes back is what Java serialization gives. */
final class CodecDifferentialTest {

    private static final int RANDOM_GRAPHS = 300;

    /** When clocks go back. */
    private static final LocalDateTime OVERLAP = LocalDateTime.of(2026, 10, 25, 2, 30);

    private final GraphCodec codec = new GraphCodec(1024);

    @ParameterizedTest
    @MethodSource({"exact", "times", "immutables", "graphs"})
    void encode_exactClasses_equalsJavaByKryo(Object value) throws Exception {
        assertSameAsJava(value, KRYO);
    }

    @ParameterizedTest
    @MethodSource({"javaOnly", "regions"})
    void encode_otherClasses_equalsJava(Object value) throws Exception {
        assertSameAsJava(value, JAVA);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encode_randomGraph_equalsJava(long seed) throws Exception {
        var value = new RandomGraph(seed).next();
        assertSameAsJava(value, null);
    }

    static Stream<Arguments> exact() {
        var mixed =
                new ArrayList<Object>(Arrays.asList(1, null, 2L, "x", 'c', (byte) 1, (short) 2, 1f, Double.NaN, true));
        return named(
                "text",
                "\u00ff narrow",
                "wide \u4e00\ud83d\ude00\ud800",
                "n".repeat(70_000),
                "w\u4e00".repeat(40_000),
                42,
                -1L,
                Float.MIN_VALUE,
                new int[] {1, -2, Integer.MIN_VALUE},
                new boolean[] {true, false},
                new double[20_000],
                new char[0],
                new Object[] {1, "a", null, new int[] {1}},
                new String[][] {{"a"}, null, {}},
                new Base[] {new Base("b"), new Derived("d", new Derived("e", null))},
                new Comparable<?>[] {1, "x"},
                mixed,
                new LinkedList<>(mixed),
                new ArrayDeque<>(List.of(1L, 2L)),
                new ArrayList<>(List.of(1, 2, 3)),
                new ArrayList<>(List.of(1L, Long.MIN_VALUE)),
                new ArrayList<>(List.of(1.5, -0.0)),
                new ArrayList<>(),
                filled(new HashMap<>(), 13),
                filled(new HashMap<>(1000), 49),
                filled(new LinkedHashMap<>(), 30),
                filled(new TreeMap<>(), 30),
                new HashSet<>(filled(new HashMap<>(), 24).keySet()),
                new HashSet<>(),
                new LinkedHashSet<>(List.of("b", "a")),
                new TreeSet<>(List.of("b", "a")),
                lengths(new TreeSet<>(new ByLength())),
                new BigInteger("123456789012345678901234567890"),
                BigInteger.ZERO,
                BigInteger.valueOf(-1),
                new BigDecimal("-1.2300"),
                new BigDecimal(BigInteger.TWO.pow(200), -5),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE + 1),
                new UUID(1, -1),
                new Date(5),
                Shade.LIGHT,
                Shade.DARK,
                TimeUnit.DAYS,
                new ArrayList<>(List.of(Shade.DARK, Shade.LIGHT, Shade.DARK)),
                new Base("b"),
                new Derived("d", mixed),
                new Point(1, 2, "p", mixed),
                new Pair(null, new Pair("x", 1)),
                new Outer());
    }

    static Stream<Arguments> times() {
        return named(
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofNanos(-1),
                Instant.MIN,
                Instant.MAX,
                LocalDate.MIN,
                LocalDate.MAX,
                LocalTime.MAX,
                LocalTime.of(1, 2),
                LocalTime.of(1, 2, 3, 4),
                LocalDateTime.MIN,
                ZoneOffset.ofHoursMinutesSeconds(-1, -2, -3),
                ZoneOffset.UTC,
                OffsetDateTime.MAX,
                ZonedDateTime.of(OVERLAP, ZoneOffset.ofHours(3)));
    }

    /** Their rules may differ from one JDK to the next. */
    static Stream<Arguments> regions() {
        var paris = ZoneId.of("Europe/Paris");
        return named(
                paris,
                ZonedDateTime.ofLocal(OVERLAP, paris, ZoneOffset.ofHours(1)),
                ZonedDateTime.ofLocal(OVERLAP, paris, ZoneOffset.ofHours(2)));
    }

    static Stream<Arguments> immutables() {
        return named(
                List.of(),
                List.of(1),
                List.of("a", "b", "c"),
                Stream.of(1, null, 3).toList(),
                Stream.of(1, 2, 3).toList(),
                Stream.of().toList(),
                Set.of(),
                Set.of("a"),
                Set.of("a", "b", "c", "d"),
                Map.of(),
                Map.of("k", "v"),
                Map.of("k", 1, "l", 2, "m", 3),
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.emptyMap());
    }

    /** Shared objects and cycles. */
    static Stream<Arguments> graphs() {
        var cycle = new Node(null, null);
        cycle.left = cycle;
        cycle.right = new ArrayList<>(List.of(cycle, cycle));
        var array = new Object[2];
        array[0] = array;
        var map = new HashMap<Object, Object>();
        map.put("self", map);
        map.put("again", new Node(map, "again"));
        var shared = new int[] {1};
        var text = new String("equal");
        var other = new String("equal");
        return named(
                cycle,
                array,
                map,
                new Node(shared, shared),
                new Node(new Object[] {text, other, text}, other),
                manyEqualStrings(),
                new Pair(shared, List.of(shared, shared)));
    }

    static Stream<Arguments> javaOnly() {
        var accessOrdered = new LinkedHashMap<Object, Object>(16, 0.75f, true);
        filled(accessOrdered, 5).get(2);
        var enumMap = new EnumMap<Shade, String>(Shade.class);
        enumMap.put(Shade.DARK, "d");
        return named(
                accessOrdered,
                enumMap,
                EnumSet.of(Shade.DARK),
                Singleton.INSTANCE,
                new Custom(),
                new Replacing(),
                new Replaced(3),
                new External(3),
                new WithPlainBase(),
                new OwnList(),
                new OwnMap(),
                new Holder(List.of(1)),
                new Failure("m", new IOException("c"), 3),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.synchronizedMap(new HashMap<>()),
                Collections.singletonList(1),
                Arrays.asList("a", "b"),
                new Vector<>(List.of(1)),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new CopyOnWriteArrayList<>(List.of(1)),
                new AtomicInteger(5),
                new PriorityQueue<>(List.of(3, 1, 2)),
                new TreeMap<>(Comparator.<Integer>reverseOrder()),
                lengths(new TreeSet<>(String.CASE_INSENSITIVE_ORDER)),
                Locale.GERMANY,
                BitSet.valueOf(new long[] {5}),
                String.class,
                new ArrayList<>(List.of("fine", new Node(1, new Custom()))),
                selfContaining());
    }

    static Stream<Arguments> seeds() {
        long first = Long.getLong("test.seed", System.nanoTime());
        return IntStream.range(0, RANDOM_GRAPHS).mapToObj(i -> Arguments.of(first + i));
    }

    private void assertSameAsJava(Object value, CodecId expected) throws Exception {
        var encoded = codec.encode(value, LeafWriter.NONE, null);
        if (expected != null) {
            assertThat(CodecId.find(encoded.key().codec())).isEqualTo(expected);
        }
        assertThat(codec.encode(value, LeafWriter.NONE, null).key()).isEqualTo(encoded.key());
        var ours = codec.decode(encoded, ordinal -> null, new TestClasses());
        Twins.assertTwins(ours, throughJava(value));
    }

    private static Object throughJava(Object value) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static <M extends Map<Object, Object>> M filled(M map, int size) {
        IntStream.range(0, size).forEach(i -> map.put(i * 37, "value " + i));
        return map;
    }

    private static Set<String> lengths(TreeSet<String> set) {
        set.addAll(List.of("ccc", "a", "bb", "b"));
        return set;
    }

    private static Object manyEqualStrings() {
        var strings = new ArrayList<Object>();
        IntStream.range(0, 100).forEach(i -> strings.add(new String("equal")));
        strings.addAll(new ArrayList<>(strings));
        return strings;
    }

    private static Object selfContaining() {
        var inner = new ArrayList<Object>();
        var pair = new Pair(inner, 1);
        inner.add(pair);
        return pair;
    }

    private static Stream<Arguments> named(Object... values) {
        return Arrays.stream(values)
                .map(value -> Arguments.of(Named.of(value.getClass().getTypeName(), value)));
    }

    /** Makes graphs of all the kinds above, with sharing, from a seed. */
    private static final class RandomGraph {
        private final Random random;
        private final List<Object> made = new ArrayList<>();

        RandomGraph(long seed) {
            random = new Random(seed);
        }

        Object next() {
            return node(4);
        }

        private Object node(int depth) {
            if (!made.isEmpty() && random.nextInt(6) == 0) {
                return made.get(random.nextInt(made.size()));
            }
            var value = depth == 0 ? leaf() : branch(depth - 1);
            made.add(value);
            return value;
        }

        private Object leaf() {
            return switch (random.nextInt(12)) {
                case 0 -> random.nextInt();
                case 1 -> random.nextLong();
                case 2 -> "text " + random.nextInt(20);
                case 3 -> "\u4e00".repeat(random.nextInt(100));
                case 4 -> random.ints(random.nextInt(50)).toArray();
                case 5 -> Shade.values()[random.nextInt(2)];
                case 6 -> new BigDecimal(random.nextGaussian());
                case 7 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
                case 8 -> new Base("b" + random.nextInt());
                case 9 -> new byte[random.nextInt(3000)];
                case 10 -> random.nextInt(8) == 0 ? new Custom() : random.nextDouble();
                default -> new UUID(random.nextLong(), random.nextLong());
            };
        }

        private Object branch(int depth) {
            return switch (random.nextInt(11)) {
                case 0 -> fill(new ArrayList<>(), depth);
                case 1 -> fill(new LinkedList<>(), depth);
                case 2 -> map(new HashMap<>(), depth);
                case 3 -> map(new LinkedHashMap<>(), depth);
                case 4 -> map(new TreeMap<>(), depth);
                case 5 -> new Node(node(depth), node(depth));
                case 6 -> new Pair(node(depth), node(depth));
                case 7 -> new Derived("d", node(depth));
                case 8 -> fill(new ArrayList<>(), depth).toArray();
                case 9 -> List.copyOf(fill(new ArrayList<>(), depth));
                default -> keys();
            };
        }

        private Collection<Object> fill(Collection<Object> target, int depth) {
            random.ints(random.nextInt(6)).forEach(i -> target.add(node(depth)));
            return target;
        }

        private Map<Object, Object> map(Map<Object, Object> target, int depth) {
            random.ints(random.nextInt(40)).forEach(i -> target.put("key " + i, depth > 1 ? leaf() : node(depth)));
            return target;
        }

        private Serializable keys() {
            var set = new HashSet<Key>();
            random.ints(random.nextInt(40), 0, 1000).forEach(i -> set.add(new Key(i)));
            return set;
        }
    }
}
