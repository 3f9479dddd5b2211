package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectStreamField;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What is one object before a task travels is one object after. */
final class TaskEncoderIdentityTest extends TaskEncoderFixture {

    @Test
    void encode_equalArraysTwice_stayTwoInstances() throws Exception {
        var first = new byte[THRESHOLD];
        var second = new byte[THRESHOLD];
        Task<Object[]> task = () -> new Object[] {first, second};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isNotSameAs(copies[1]);
        assertThat(stored).hasSize(1);
    }

    @Test
    void encode_arrayInTwoCaptures_staysOneInstance() throws Exception {
        var array = new byte[THRESHOLD];
        var left = new ArrayList<Object>(numbers(THRESHOLD));
        var right = new ArrayList<Object>(numbers(THRESHOLD + 1));
        left.add(array);
        right.add(array);
        Task<Object[]> task = () -> new Object[] {left.get(left.size() - 1), right.get(right.size() - 1), array};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isSameAs(copies[2]);
        assertThat(stored).hasSize(3);
    }

    @Test
    void encode_objectInTwoLargeCaptures_staysOneInstance() throws Exception {
        var common = new ArrayList<>(List.of("common"));
        var left = new ArrayList<Object>(numbers(THRESHOLD));
        var right = new ArrayList<Object>(numbers(THRESHOLD + 1));
        left.add(common);
        right.add(common);
        Task<Object[]> task = () -> new Object[] {left.get(left.size() - 1), right.get(right.size() - 1)};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isEqualTo(common);
    }

    @Test
    void encode_objectInLargeCaptureAndBody_staysOneInstance() throws Exception {
        var common = new ArrayList<>(List.of("common"));
        var large = new ArrayList<Object>(numbers(THRESHOLD));
        large.add(common);
        Task<Object[]> task = () -> new Object[] {large.get(large.size() - 1), common};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isEqualTo(common);
    }

    @Test
    void encode_immutableListInTwoLargeCaptures_staysOneInstance() throws Exception {
        var common = numbers(THRESHOLD).stream().toList();
        var left = new HashMap<>(Map.of("left", (Object) common));
        var right = new HashMap<>(Map.of("right", (Object) common));
        Task<Object[]> task = () -> new Object[] {left.get("left"), right.get("right")};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isEqualTo(common);
    }

    @Test
    void encode_immutableListInTwoCapturesWrittenByJava_staysOneInstance() throws Exception {
        var common = numbers(THRESHOLD).stream().toList();
        var left = new ConcurrentHashMap<>(Map.of("left", (Object) common));
        var right = new ConcurrentHashMap<>(Map.of("right", (Object) common));
        Task<Object[]> task = () -> new Object[] {left.get("left"), right.get("right")};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isEqualTo(common);
    }

    @Test
    void encode_immutableListInLargeCaptureAndInBody_staysOneInstance() throws Exception {
        for (var common : List.of(List.of(1, 2, 3), List.of(1), Set.of(1), Map.of(1, 2), Instant.MAX, lambda())) {
            var kryo = new ArrayList<Object>(numbers(THRESHOLD));
            kryo.add(common);
            var java = new Vector<>(kryo);
            Task<Object[]> direct = () -> new Object[] {kryo.get(THRESHOLD), common};
            Task<Object[]> nested = nested(kryo, common);
            Task<Object[]> directJava = () -> new Object[] {java.get(THRESHOLD), common};
            Task<Object[]> nestedJava = nested(java, common);
            for (var task : List.of(direct, nested, directJava, nestedJava)) {
                var copies = roundTrip(task).call();
                assertThat(copies[0]).isSameAs(copies[1]);
            }
        }
    }

    private static Task<Object[]> nested(List<Object> large, Object common) {
        var holder = new ConcurrentHashMap<>(Map.of("common", common));
        return () -> new Object[] {large.get(THRESHOLD), holder.get("common")};
    }

    private static Object lambda() {
        return (Task<Integer>) () -> 1;
    }

    @Test
    void encode_objectThatIsReplacedForGoodInTwoLargeCaptures_staysOneInstance() throws Exception {
        var common = new Replaced();
        var left = new ArrayList<Object>(numbers(THRESHOLD));
        var right = new ArrayList<Object>(numbers(THRESHOLD + 1));
        left.add(common);
        right.add(common);
        Task<Object[]> task = () -> new Object[] {left.get(THRESHOLD), right.get(THRESHOLD + 1)};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isSameAs(copies[1]).isInstanceOf(Replacement.class);
    }

    @Test
    void encode_equalCapturesWithImmutablesOfTheirOwn_areStoredOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            var large = new Vector<Object>(numbers(THRESHOLD));
            large.addAll(Arrays.asList(List.of(1), List.of(), Duration.ZERO, Instant.MAX, ZoneOffset.UTC));
            var holder = new ConcurrentHashMap<>(
                    Map.of("own", List.of(1, i), "none", List.of(), "at", Instant.MIN.plusNanos(i)));
            Task<Object> task = () -> List.of(large, holder);
            assertThat(roundTrip(task).call()).isEqualTo(List.of(large, holder));
        }
        assertThat(stored).hasSize(1);
    }

    @Test
    void encode_largeImmutableCapture_isSharedBetweenOtherwiseDifferentTasks() throws Exception {
        var large = numbers(THRESHOLD).stream().toList();
        for (int i = 0; i < 3; i++) {
            int number = i;
            var small = List.of(i);
            Task<Object> task = () -> List.of(large, number, small);
            assertThat(roundTrip(task).call()).isEqualTo(List.of(large, number, small));
            var record = new ListTask(large, small, "run " + i, large);
            var copy = roundTrip(record);
            assertThat(copy).isEqualTo(record);
            assertThat(copy.again).isSameAs(copy.large);
        }
        assertThat(stored).hasSize(1);
    }

    @Test
    void encode_captureThatReplacesItselfByNothing_isNothing() throws Exception {
        var large = numbers(THRESHOLD);
        Object vanishing = new Vanishing();
        Task<Object[]> task = () -> new Object[] {large, vanishing};
        var copies = roundTrip(task).call();
        assertThat(copies[0]).isEqualTo(large);
        assertThat(copies[1]).isNull();
    }

    @Test
    void encode_sharedObjectsSwitchedOff_stillRoundTrips() throws Exception {
        var large = numbers(THRESHOLD).stream().toList();
        var record = new ListTask(large, List.of(), "unshared", large);
        var copy = roundTrip(new TaskEncoder(graphs, THRESHOLD, CHUNK, false, recent()), record, THRESHOLD);
        assertThat(copy).isEqualTo(record);
    }

    private static final class HalfUnshared implements Task<List<String>> {
        private static final long serialVersionUID = 1L;
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("shared", String.class), new ObjectStreamField("unshared", String.class, true)
        };

        private final String shared;
        private final String unshared;

        HalfUnshared(String text) {
            shared = text;
            unshared = text;
        }

        @Override
        public List<String> call() {
            return List.of(shared, unshared);
        }
    }

    /** The stream shows what was taken out once more. */
    @Test
    void encode_largeStringThatIsAlsoWrittenUnshared_arrives() throws Exception {
        var large = "x".repeat(THRESHOLD);
        assertThat(roundTrip(new HalfUnshared(large)).call()).containsExactly(large, large);
    }

    @Test
    void encode_captureThatReachesTheTask_keepsTheCycle() throws Exception {
        var task = new CyclicTask();
        task.large.addAll(numbers(THRESHOLD));
        task.large.add(task);
        var copy = roundTrip(task);
        assertThat(copy.large.get(copy.large.size() - 1)).isSameAs(copy);
    }

    private static final class CyclicTask implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<Object> large = new ArrayList<>();
    }

    private static final class Vanishing implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object writeReplace() {
            return null;
        }
    }

    private static final class Replaced implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object writeReplace() {
            return new Replacement();
        }
    }

    private static final class Replacement implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private record ListTask(List<Integer> large, List<Integer> small, String name, List<Integer> again)
            implements Serializable {}

    /** One encoder shows an object that another hides: known only when the rest of the task is written. */
    @Test
    void encode_smallCaptureSharesAnObjectWithALargeOne_staysOne() throws Exception {
        var large = new ArrayList<BigInteger>();
        for (int i = 0; i < THRESHOLD; i++) {
            large.add(BigInteger.TEN.pow(30).add(BigInteger.valueOf(i)));
        }
        var small = new BigDecimal(large.get(5), 2);
        Task<Boolean> task = () -> small.unscaledValue() == large.get(5);
        assertThat(roundTrip(task).call()).isTrue();
    }

    /** Constants of a package whose other objects replace themselves when they are written. */
    @Test
    void encode_daysAndMonthsInWhatJavaSerializes_arrive() throws Exception {
        for (int i = 0; i < 2; i++) {
            var queue = new LinkedBlockingQueue<Object>(numbers(THRESHOLD));
            queue.add(DayOfWeek.MONDAY);
            var other = new LinkedBlockingQueue<Object>(numbers(THRESHOLD));
            other.add(Month.MAY);
            Task<List<Object>> task =
                    () -> List.of(queue.size(), queue.contains(DayOfWeek.MONDAY), other.contains(Month.MAY));
            assertThat(roundTrip(task).call()).containsExactly(THRESHOLD + 1, true, true);
        }
    }
}
