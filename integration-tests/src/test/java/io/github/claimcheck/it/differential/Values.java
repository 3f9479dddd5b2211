package io.github.claimcheck.it.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Makes the same random object graph again from the same random numbers, small and large around a threshold. */
final class Values {

    private static final int MAX_DEPTH = 3;

    private final Random random;
    private final int threshold;
    private final List<Object> made = new ArrayList<>();
    private final List<Function<Integer, Object>> kinds = List.of(
            depth -> scalar(),
            depth -> scalar(),
            depth -> array(),
            depth -> array(),
            depth -> text(),
            this::collection,
            this::collection,
            this::map,
            this::map,
            this::users,
            this::users,
            this::arrayOfObjects,
            depth -> earlier());

    Values(Random random, int threshold) {
        this.random = random;
        this.threshold = threshold;
    }

    /** {@return any object, perhaps one that was made before} */
    Object any() {
        return any(0);
    }

    private Object any(int depth) {
        var value = depth >= MAX_DEPTH
                ? scalar()
                : kinds.get(random.nextInt(kinds.size())).apply(depth);
        made.add(value);
        return value;
    }

    private Object earlier() {
        return made.isEmpty() ? null : made.get(random.nextInt(made.size()));
    }

    /** {@return an array's length in bytes: none, few, about the threshold, or far above} */
    private int size() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1, 2 -> random.nextInt(64);
            case 3, 4 -> threshold - 40 + random.nextInt(80);
            case 5, 6 -> threshold + random.nextInt(threshold);
            default -> 8 * threshold;
        };
    }

    Object array() {
        int bytes = size();
        var values = random.ints(bytes / 8 + 1);
        return switch (random.nextInt(8)) {
            case 0 -> values.limit(bytes / 4).toArray();
            case 1 -> random.longs(bytes / 8).toArray();
            case 2 -> random.doubles(bytes / 8).toArray();
            case 3 -> new boolean[bytes];
            case 4 -> filled(new char[bytes / 2]);
            case 5 -> filled(new short[bytes / 2]);
            case 6 -> filled(new float[bytes / 4]);
            default -> bytes(bytes);
        };
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private char[] filled(char[] array) {
        Arrays.fill(array, (char) random.nextInt());
        return array;
    }

    private short[] filled(short[] array) {
        Arrays.fill(array, (short) random.nextInt());
        return array;
    }

    private float[] filled(float[] array) {
        Arrays.fill(array, random.nextInt(4) == 0 ? Float.NaN : random.nextFloat());
        return array;
    }

    private String text() {
        var letters = List.of("a", "ä", "漢", "😀", "\u0000", "\uD800").get(random.nextInt(6));
        return letters.repeat(size() / 2) + random.nextInt(10);
    }

    private Object scalar() {
        return switch (random.nextInt(22)) {
            case 0 -> null;
            case 1 -> random.nextInt(1000);
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> random.nextBoolean();
            case 5 -> (char) random.nextInt(1 << 16);
            case 6 -> UserTypes.Colour.values()[random.nextInt(2)];
            case 7 -> UserTypes.Singleton.ONLY;
            case 8 -> new BigInteger(200, random);
            case 9 -> new BigDecimal("1.50").scaleByPowerOfTen(random.nextInt(5));
            case 10 -> new UUID(random.nextLong(), random.nextLong());
            case 11 -> LocalDate.ofEpochDay(random.nextInt(30_000));
            case 12 ->
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                        .atZone(ZoneId.of("Europe/Paris"));
            case 13 -> Duration.ofNanos(random.nextLong());
            case 14 -> new Date(random.nextInt());
            case 15 -> Locale.forLanguageTag("de-CH");
            case 16 -> URI.create("http://example.org/" + random.nextInt());
            case 17 -> BitSet.valueOf(bytes(random.nextInt(30)));
            case 18 -> new AtomicLong(random.nextLong());
            case 19 -> new StringBuilder("builder" + random.nextInt());
            case 20 -> String.class;
            default -> "text" + random.nextInt(100);
        };
    }

    private int count() {
        return random.nextInt(12) == 0 ? 200 : random.nextInt(5);
    }

    private <C extends Collection<Object>> C fill(C collection, int depth) {
        int count = count();
        for (var i = 0; i < count; i++) {
            collection.add(any(count > 10 ? MAX_DEPTH : depth + 1));
        }
        return collection;
    }

    private List<String> names() {
        return random.ints(count(), 0, 500).mapToObj(i -> "n" + i).toList();
    }

    private Object collection(int depth) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> fill(new ArrayList<>(), depth);
            case 2 -> fill(new LinkedList<>(), depth);
            case 3 -> new ArrayDeque<>(names());
            case 4 -> new HashSet<>(names());
            case 5 -> new TreeSet<>(names());
            case 6 -> sorted(new TreeSet<>(new UserTypes.ByLength()));
            case 7 -> sorted(new TreeSet<>(Comparator.reverseOrder()));
            case 8 -> EnumSet.of(UserTypes.Colour.GREEN);
            case 9 -> List.copyOf(names());
            case 10 -> List.of("one", text());
            case 11 -> Collections.unmodifiableList(fill(new ArrayList<>(), depth));
            case 12 -> Arrays.asList(any(depth + 1), any(depth + 1));
            case 13 -> new PriorityQueue<>(names());
            case 14 -> Collections.synchronizedList(fill(new ArrayList<>(), depth));
            default -> fill(new CopyOnWriteArrayList<>(), depth);
        };
    }

    private TreeSet<String> sorted(TreeSet<String> set) {
        set.addAll(names());
        return set;
    }

    private <M extends Map<String, Object>> M fillMap(M map, int depth) {
        int count = count();
        for (var i = 0; i < count; i++) {
            var value = any(count > 10 ? MAX_DEPTH : depth + 1);
            map.put("k" + random.nextInt(1000), value == null ? "none" : value);
        }
        return map;
    }

    private Object map(int depth) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> fillMap(new HashMap<>(), depth);
            case 2 -> fillMap(new LinkedHashMap<>(16, 0.75f, random.nextBoolean()), depth);
            case 3 -> fillMap(new TreeMap<>(), depth);
            case 4 -> fillMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), depth);
            case 5 -> new EnumMap<>(Map.of(UserTypes.Colour.RED, text()));
            case 6 -> Map.of("one", text(), "two", random.nextInt());
            case 7 -> Collections.unmodifiableMap(fillMap(new LinkedHashMap<>(), depth));
            default -> fillMap(new ConcurrentHashMap<>(), depth);
        };
    }

    private Object arrayOfObjects(int depth) {
        var inner = random.nextBoolean() ? bytes(size()) : any(depth + 1);
        return switch (random.nextInt(4)) {
            case 0 -> new byte[][] {bytes(size()), null, bytes(3)};
            case 1 -> new Object[] {inner, inner, any(depth + 1)};
            case 2 -> names().toArray(new String[0]);
            default -> new Number[] {1, 2L, null};
        };
    }

    private Object users(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> new UserTypes.Pair(any(depth + 1), any(depth + 1));
            case 1 -> ring(depth);
            case 2 -> new UserTypes.WithTransient(any(depth + 1));
            case 3 -> new UserTypes.WithWriteObject(any(depth + 1));
            case 4 -> new UserTypes.Replaced(array());
            case 5 -> new UserTypes.External(any(depth + 1));
            case 6 -> new UserTypes.BelowPlain(any(depth + 1));
            case 7 -> fill(new UserTypes.OwnList("label"), depth);
            case 8 -> fillMap(new UserTypes.OwnMap(), depth);
            case 9 -> new UserTypes.OwnException("failure", List.of(array()));
            case 10 -> new UserTypes.Outer(any(depth + 1)).inner();
            default -> new UserTypes.ByLength();
        };
    }

    /** A cycle, with a value that is in it twice. */
    private UserTypes.Node ring(int depth) {
        var first = new UserTypes.Node();
        made.add(first);
        var second = new UserTypes.Node();
        first.value = any(depth + 1);
        second.value = first.value;
        first.next = second;
        second.next = first;
        return first;
    }
}
