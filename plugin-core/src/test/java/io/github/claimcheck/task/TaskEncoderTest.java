package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TaskEncoderTest extends TaskEncoderFixture {

    @Test
    void encode_smallTask_isWhatJavaSerializationWrites() throws Exception {
        int captured = 42;
        Task<Integer> task = () -> captured;
        var encoded = encoder.encode(task, false);
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
        assertThatThrownBy(() -> encoder.encode(task, false))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage("java.lang.Thread");
    }

    @Test
    void encode_thresholdOne_stillRoundTrips() throws Exception {
        var list = numbers(10);
        int number = 7;
        Task<List<Object>> task = () -> List.of(list, number, "text");
        var tiny = new TaskEncoder(graphs, 1, CHUNK, true, recent());
        assertThat(roundTrip(tiny, task, 1).call()).isEqualTo(List.of(list, number, "text"));
    }

    private static final class ManyTask implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Object[] parts = new Object[10_000];
    }

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
