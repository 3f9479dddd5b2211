package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.ChunkSource;
import io.github.claimcheck.codec.ClassAccess;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.codec.GraphCodec;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TaskEncoderTest {

    private static final int THRESHOLD = 10_000;
    private static final int CHUNK = 64 * 1024;
    private static final long MAX_RECENT = 1 << 20;
    private static final int SLACK = 1024;

    private final GraphCodec graphs = new GraphCodec(CHUNK);
    private final TaskEncoder encoder = new TaskEncoder(graphs, THRESHOLD, CHUNK, true, MAX_RECENT);
    private final Map<ObjectKey, EncodedObject> stored = new HashMap<>();

    /** A task without parameters that must survive serialization. */
    interface Task<T> extends Callable<T>, Serializable {
        @Override
        T call();
    }

    @Test
    void encode_smallTask_isWhatJavaSerializationWrites() throws Exception {
        int captured = 42;
        Task<Integer> task = () -> captured;
        var encoded = encoder.encode(task);
        assertThat(encoded.isWhole()).isTrue();
        assertThat(encoded.body()).isEqualTo(javaSerialized(task));
    }

    @Test
    void encode_largeArray_travelsApart() throws Exception {
        var array = IntStream.range(0, 1 << 20).asDoubleStream().toArray();
        Task<double[]> task = () -> array;
        var copy = roundTrip(task);
        assertThat(copy.call()).isEqualTo(array).isNotSameAs(array);
        assertThat(stored).hasSize(1);
    }

    @Test
    void encode_thresholdMinusOneExactlyPlusOne_isInclusive() throws Exception {
        for (int length : new int[] {THRESHOLD - 1, THRESHOLD, THRESHOLD + 1}) {
            stored.clear();
            var array = new byte[length];
            Task<byte[]> task = () -> array;
            assertThat(roundTrip(task).call()).isEqualTo(array);
            assertThat(stored.keySet().stream().anyMatch(key -> key.codec() == 1))
                    .as("array of %s bytes apart", length)
                    .isEqualTo(length >= THRESHOLD);
        }
    }

    @Test
    void encode_arrayInsideGraph_isSharedBetweenOtherwiseDifferentTasks() throws Exception {
        var array = new long[THRESHOLD];
        for (int i = 0; i < 3; i++) {
            var holder = Map.of("run", "number " + i, "data", array);
            Task<Object> task = () -> holder;
            assertThat(roundTrip(task).call()).usingRecursiveComparison().isEqualTo(holder);
        }
        assertThat(stored).hasSize(1);
    }

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
        var copy = roundTrip(new TaskEncoder(graphs, THRESHOLD, CHUNK, false, MAX_RECENT), record, THRESHOLD);
        assertThat(copy).isEqualTo(record);
    }

    @Test
    void encode_captureThatReachesTheTask_keepsTheCycle() throws Exception {
        var task = new CyclicTask();
        task.large.addAll(numbers(THRESHOLD));
        task.large.add(task);
        var copy = roundTrip(task);
        assertThat(copy.large.get(copy.large.size() - 1)).isSameAs(copy);
    }

    @Test
    void encode_severalCapturesLargeAndSmall_arriveAsTheyWere() throws Exception {
        var large = numbers(THRESHOLD);
        var other = numbers(THRESHOLD * 2);
        var small = new HashMap<>(Map.of("k", List.of(1, 2)));
        var text = "x".repeat(THRESHOLD);
        Task<List<Object>> task = () -> List.of(large, other, small, text);
        assertThat(roundTrip(task).call()).isEqualTo(List.of(large, other, small, text));
        assertThat(stored).hasSize(3);
    }

    @Test
    void encode_manySmallCaptures_becomeOneObject() throws Exception {
        var task = new ManyTask();
        for (int i = 0; i < 10_000; i++) {
            task.parts[i] = new ArrayList<>(List.of("part " + i));
        }
        assertThat(roundTrip(task).parts).isEqualTo(task.parts);
        assertThat(stored).hasSize(1);
    }

    @Test
    void encode_thousandArrays_keepsTheEnvelopeSmall() throws Exception {
        var task = new ManyTask();
        for (int i = 0; i < 1000; i++) {
            var array = new byte[THRESHOLD];
            Arrays.fill(array, (byte) i);
            array[0] = (byte) (i >> 8);
            task.parts[i] = array;
        }
        var copy = roundTrip(task);
        assertThat(Arrays.deepEquals(copy.parts, task.parts)).isTrue();
    }

    @Test
    void encode_externalizable_keepsItsContract() throws Exception {
        var task = new ExternalTask(new byte[THRESHOLD], numbers(THRESHOLD));
        var copy = roundTrip(task);
        assertThat(copy.array).isEqualTo(task.array);
        assertThat(copy.list).isEqualTo(task.list);
        assertThat(stored).hasSize(2);
    }

    @Test
    void encode_record_keepsItsParts() throws Exception {
        var task = new RecordTask(numbers(THRESHOLD), "name", new int[THRESHOLD]);
        var copy = roundTrip(task);
        assertThat(copy).usingRecursiveComparison().isEqualTo(task);
        assertThat(stored).hasSize(2);
    }

    @Test
    void encode_notSerializableCapture_failsAsJavaSerializationDoes() {
        var large = new byte[THRESHOLD];
        var thread = new Thread();
        Task<Object> task = () -> List.of(large, thread);
        assertThatThrownBy(() -> encoder.encode(task))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage("java.lang.Thread");
    }

    @Test
    void encode_thresholdOne_stillRoundTrips() throws Exception {
        var list = numbers(10);
        int number = 7;
        Task<List<Object>> task = () -> List.of(list, number, "text");
        var tiny = new TaskEncoder(graphs, 1, CHUNK, true, MAX_RECENT);
        assertThat(roundTrip(tiny, task, 1).call()).isEqualTo(List.of(list, number, "text"));
    }

    private <T> T roundTrip(T task) throws Exception {
        return roundTrip(encoder, task, THRESHOLD);
    }

    @SuppressWarnings("unchecked")
    private <T> T roundTrip(TaskEncoder with, T task, int threshold) throws Exception {
        var encoded = with.encode(task);
        for (var object : encoded.objects()) {
            stored.put(object.key(), materialized(object));
        }
        var bytes = encoded.seal(TaskTraits.CALLABLE, CallKind.SINGLE, 1, null).toBytes();
        assertThat(bytes.length).isLessThanOrEqualTo(threshold + SLACK);
        var reader = new BodyReader(graphs, new AnyClass(), (key, label) -> stored.get(key));
        return (T) reader.read(Envelope.fromBytes(bytes));
    }

    private static EncodedObject materialized(ChunkSource source) {
        return new EncodedObject(
                source.key(),
                IntStream.range(0, source.chunkCount()).mapToObj(source::chunk).toList());
    }

    private static ArrayList<Integer> numbers(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    private static byte[] javaSerialized(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static final class AnyClass implements ClassAccess {
        @Override
        public Class<?> load(String name) throws ClassNotFoundException {
            return Class.forName(name, false, loader());
        }

        @Override
        public void check(String name) {}

        @Override
        public ClassLoader loader() {
            return TaskEncoderTest.class.getClassLoader();
        }
    }

    private static final class CyclicTask implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<Object> large = new ArrayList<>();
    }

    private static final class ManyTask implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Object[] parts = new Object[10_000];
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

    private record RecordTask(ArrayList<Integer> list, String name, int[] array) implements Serializable {}

    /** Public constructor, as the contract of Externalizable asks. */
    public static final class ExternalTask implements Externalizable {
        private static final long serialVersionUID = 1L;
        private byte[] array;
        private Object list;

        public ExternalTask() {}

        ExternalTask(byte[] array, List<Integer> list) {
            this.array = array;
            this.list = list;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeObject(array);
            out.writeObject(list);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            array = (byte[]) in.readObject();
            list = in.readObject();
        }
    }
}
