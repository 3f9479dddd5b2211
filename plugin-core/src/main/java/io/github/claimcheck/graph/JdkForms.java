package io.github.claimcheck.graph;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import io.github.claimcheck.codec.PrimitiveArrayType;
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
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The classes of the JDK that have a number. Numbers are part of the stored form: none is ever given to another class.
 */
@SuppressWarnings("rawtypes") // As Kryo declares it.
final class JdkForms {

    private final Kryo kryo;
    private int number;

    private JdkForms(Kryo kryo) {
        this.kryo = kryo;
    }

    /** Kryo has numbered String and the boxed types 0 to 8 itself. */
    static void registerAll(Kryo kryo) {
        var forms = new JdkForms(kryo);
        forms.registerLeaves();
        forms.registerValues();
        forms.registerTimes();
        forms.registerCollections();
        forms.registerImmutables();
    }

    private void registerLeaves() {
        kryo.register(String.class, new LeafForms.Text());
        number = 10;
        for (var type : PrimitiveArrayType.values()) {
            add(type.newArray(0).getClass(), new LeafForms.Numbers(type));
        }
    }

    private void registerValues() {
        number = 20;
        add(BigInteger.class, new DefaultSerializers.BigIntegerSerializer());
        add(BigDecimal.class, new DefaultSerializers.BigDecimalSerializer());
        add(UUID.class, new DefaultSerializers.UUIDSerializer());
        add(Date.class, new DefaultSerializers.DateSerializer());
        add(Object[].class, new ArrayForm(Object[].class));
        add(String[].class, new ArrayForm(String[].class));
    }

    private void registerTimes() {
        number = 30;
        add(Duration.class, new TimeSerializers.DurationSerializer());
        add(Instant.class, new TimeSerializers.InstantSerializer());
        add(LocalDate.class, new TimeSerializers.LocalDateSerializer());
        add(LocalTime.class, new TimeSerializers.LocalTimeSerializer());
        add(LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
        add(ZoneOffset.class, new TimeSerializers.ZoneOffsetSerializer());
        add(OffsetDateTime.class, new TimeSerializers.OffsetDateTimeSerializer());
        // With a region as its zone it needs Java serialization, which does not mind that the reader's JDK knows other
        // rules for that region, or none. Kryo's own serializer loses the offset where clocks go back.
        add(
                ZonedDateTime.class,
                new ValueForm<ZonedDateTime>(
                        time -> new Object[] {time.toLocalDateTime(), time.getOffset(), time.getZone()},
                        parts -> ZonedDateTime.ofInstant(
                                (LocalDateTime) parts[0], (ZoneOffset) parts[1], (ZoneId) parts[2])));
    }

    private void registerCollections() {
        number = 50;
        add(ArrayList.class, new SequenceForm<>(ArrayList::new));
        add(LinkedList.class, new SequenceForm<>(size -> new LinkedList<>()));
        add(ArrayDeque.class, new SequenceForm<>(ArrayDeque::new));
        add(HashSet.class, new SequenceForm<>(size -> new HashSet<>(SequenceForm.setCapacity(size))));
        add(LinkedHashSet.class, new SequenceForm<>(size -> new LinkedHashSet<>(SequenceForm.setCapacity(size))));
        add(HashMap.class, new MapForm<>(size -> new HashMap<>(MapForm.capacity(size))));
        add(LinkedHashMap.class, new MapForm<>(size -> new LinkedHashMap<>(MapForm.capacity(size))));
        add(TreeMap.class, new SortedForms.OfMap());
        add(TreeSet.class, new SortedForms.OfSet());
    }

    private void registerImmutables() {
        number = 70;
        add(Collections.emptyList().getClass(), new DefaultSerializers.CollectionsEmptyListSerializer());
        add(Collections.emptySet().getClass(), new DefaultSerializers.CollectionsEmptySetSerializer());
        add(Collections.emptyMap().getClass(), new DefaultSerializers.CollectionsEmptyMapSerializer());
        var lists = new ValueForm<List<?>>(JdkForms::listParts, JdkForms::list);
        add(List.of().getClass(), lists);
        add(List.of(1).getClass(), lists);
        var sets = new ValueForm<Set<?>>(Set::toArray, Set::of);
        add(Set.of().getClass(), sets);
        add(Set.of(1).getClass(), sets);
        var maps = new ValueForm<Map<?, ?>>(JdkForms::mapParts, JdkForms::map);
        add(Map.of().getClass(), maps);
        add(Map.of(1, 1).getClass(), maps);
    }

    private void add(Class<?> type, Serializer form) {
        kryo.register(new Registration(type, form, number++));
    }

    /**
     * A list that allows nulls, as a stream makes it, is told by its answer to a question that the other kind refuses.
     */
    private static Object[] listParts(List<?> list) {
        var elements = list.toArray();
        var parts = Arrays.copyOf(elements, elements.length + 1);
        // Not a boolean, which would need a place in the user's whitelist.
        parts[elements.length] = allowsNull(list) ? "" : null;
        return parts;
    }

    private static boolean allowsNull(List<?> list) {
        try {
            return list.contains(null) || list.indexOf(null) < 0;
        } catch (NullPointerException e) {
            return false;
        }
    }

    private static List<?> list(Object[] parts) {
        var elements = Arrays.copyOf(parts, parts.length - 1);
        return parts[elements.length] != null ? Arrays.stream(elements).toList() : List.of(elements);
    }

    private static Object[] mapParts(Map<?, ?> map) {
        var parts = new Object[map.size() * 2];
        int i = 0;
        for (var entry : map.entrySet()) {
            parts[i++] = entry.getKey();
            parts[i++] = entry.getValue();
        }
        return parts;
    }

    private static Map<?, ?> map(Object[] parts) {
        var entries = new Map.Entry<?, ?>[parts.length / 2];
        Arrays.setAll(entries, i -> Map.entry(parts[2 * i], parts[2 * i + 1]));
        return mapOf(entries);
    }

    @SuppressWarnings("unchecked") // Entries of unknown types are entries of objects.
    private static Map<?, ?> mapOf(Map.Entry<?, ?>[] entries) {
        return Map.ofEntries((Map.Entry<Object, Object>[]) entries);
    }
}
