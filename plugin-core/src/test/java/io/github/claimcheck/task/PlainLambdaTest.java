package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.graph.ClassAccess;
import io.github.claimcheck.graph.GraphInputStream;
import io.github.claimcheck.graph.SlotReader;
import io.github.claimcheck.graph.TestClasses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainLambdaTest extends TaskEncoderFixture {

    private static final int INTS = 5;
    private static final SlotReader NO_SLOTS = slot -> null;

    @ParameterizedTest
    @MethodSource("plainTasks")
    void roundTrip_plainCaptures_areThoseOfJavaSerialization(Task<Object> task) throws Exception {
        var encoded = encoder.encode(task, true);
        assertThat(encoded.form()).isEqualTo(Envelope.BodyForm.LAMBDA);
        assertThat(encoded.isWhole()).isTrue();
        assertThat(encoded.isStock()).isFalse();
        assertThat(encoded.body()).hasSizeLessThan(javaSerialized(task).length);
        var copy = decoded(encoded, new TestClasses());
        assertThat(shown(copy.call())).isEqualTo(shown(task.call()));
        assertThat(copy.getClass()).isNotEqualTo(task.getClass());
    }

    static Stream<Task<Object>> plainTasks() {
        boolean flag = true;
        byte small = -1;
        short number = -300;
        char character = '\ud800';
        int big = Integer.MIN_VALUE;
        long bigger = Long.MAX_VALUE;
        float single = -0.0f;
        double precise = Double.NaN;
        var ascii = "text";
        var latin = "\u00e9\0";
        var unpaired = "\u4e2d\udc00";
        Integer boxed = 7;
        String none = null;
        var bytes = new byte[] {1, -2};
        var ints = new int[INTS];
        var doubles = new double[] {1.5, Double.NaN, -0.0};
        var booleans = new boolean[] {true, false};
        var longs = new long[0];
        var chars = new char[] {'a', '\uffff'};
        return Stream.of(
                () -> "captures nothing",
                () -> List.of(flag, small, number, character, big, bigger, single, precise),
                () -> List.of(ascii, latin, unpaired, boxed),
                () -> Arrays.asList(none, ascii, ascii),
                () -> List.of(bytes, ints, doubles, booleans, longs, chars),
                "bound"::length,
                PlainLambdaTest::nothing);
    }

    /** Equality would take no NaN for another. */
    private static String shown(Object result) {
        return result instanceof List<?> list
                ? list.stream().map(PlainLambdaTest::type).toList() + Arrays.deepToString(list.toArray())
                : String.valueOf(result);
    }

    private static Class<?> type(Object object) {
        return object == null ? null : object.getClass();
    }

    private static Object nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("plainTasks")
    void decode_eachClass_isAskedForAsByJavaSerialization(Task<Object> task) throws Exception {
        var byJava = new TestClasses();
        new GraphInputStream(new ByteArrayInputStream(javaSerialized(task)), byJava, ordinal -> null).readObject();
        var asked = new TestClasses();
        decoded(encoder.encode(task, true), asked);
        assertThat(asked.asked()).isEqualTo(byJava.asked());
    }

    @ParameterizedTest
    @MethodSource("otherTasks")
    void encode_whatMightComeOutDifferent_hasNoShortForm(Task<?> task) throws Exception {
        assertThat(encoder.encode(task, true).form()).isEqualTo(Envelope.BodyForm.OBJECT);
    }

    static Stream<Task<?>> otherTasks() {
        var list = new ArrayList<>(List.of(1));
        var first = new byte[THRESHOLD - 1];
        var second = new byte[THRESHOLD - 1];
        var unit = TimeUnit.DAYS;
        return Stream.of(() -> list, () -> List.of(first, second), () -> unit, new Versioned().task(), new Named());
    }

    @Test
    void encode_oneArrayCapturedTwice_staysOne() throws Exception {
        var array = new int[] {1};
        assertThat(PlainLambda.of(twice(array, array))).isNull();
        assertThat(PlainLambda.of(twice(array, array.clone()))).isNotNull();
    }

    private static Task<Boolean> twice(int[] one, int[] other) {
        return () -> one == other;
    }

    @Test
    void encode_oneStringOrNumberCapturedTwice_staysOne() throws Exception {
        var text = "some text";
        assertThat(PlainLambda.of(same(text, text))).isNull();
        Integer large = 1_000;
        assertThat(PlainLambda.of(same(large, large))).isNull();
        Integer cached = 127;
        Task<Boolean> task = same(cached, cached);
        assertThat(PlainLambda.of(task)).isNotNull();
        assertThat(roundTrip(task).call()).isTrue();
    }

    private static Task<Boolean> same(Object one, Object other) {
        return () -> one == other;
    }

    @Test
    void roundTrip_largeLeaves_travelApart() throws Exception {
        var array = new double[THRESHOLD];
        array[1] = 2;
        var text = "x".repeat(THRESHOLD);
        int number = 3;
        Task<Integer> task = () -> Objects.hash(number, text, Arrays.hashCode(array));
        assertThat(encoder.encode(task, false).form()).isEqualTo(Envelope.BodyForm.LAMBDA);
        assertThat(roundTrip(task).call()).isEqualTo(task.call());
        assertThat(stored).hasSize(2);
    }

    @Test
    void encode_smallTaskThatNeedsNoEnvelope_isWhatJavaSerializationWrites() throws Exception {
        int number = 3;
        Task<Object> task = () -> number;
        assertThat(encoder.encode(task, false).body()).isEqualTo(javaSerialized(task));
    }

    @Test
    void decode_refusedClass_failsWithTheFiltersException() throws Exception {
        int captured = 1;
        Task<Integer> task = () -> captured;
        var encoded = encoder.encode(task, true);
        for (var refused : List.of(PlainLambdaTest.class.getName(), "java.lang.Integer", "java.lang.Number")) {
            assertThatThrownBy(() -> decoded(encoded, new TestClasses(refused)))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining(refused);
        }
    }

    @Test
    void decode_lambdaThatThisSideDoesNotHave_failsWithItsClass() throws Exception {
        int captured = 1;
        Task<Integer> task = () -> captured;
        var body = encoder.encode(task, true).body();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var other = text.replace("lambda$decode_lambdaThat", "lambda$decode_lambdaThis")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(other).isNotEqualTo(body);
        assertThatThrownBy(() -> PlainLambda.decode(new ByteArrayInputStream(other), new TestClasses(), NO_SLOTS))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining(PlainLambdaTest.class.getName());
    }

    @Test
    void decode_damagedForm_neverFailsOtherwiseThanAsDamage() throws Exception {
        var random = new Random(7);
        var text = "some text";
        var numbers = new double[] {1, 2, 3};
        long number = 5;
        Task<Object> task = () -> List.of(text, numbers, number);
        var body = encoder.encode(task, true).body();
        for (int i = 0; i < 5_000; i++) {
            var damaged = Arrays.copyOf(body, i % 2 == 0 ? body.length : random.nextInt(body.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                PlainLambda.decode(new ByteArrayInputStream(damaged), new TestClasses(), slot -> numbers);
            } catch (IOException | ClassNotFoundException e) {
                // As it should be; else the damage was in a value, or in nothing that matters.
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <T> Task<T> decoded(EncodedTask encoded, ClassAccess classes) throws Exception {
        var bytes = encoded.seal(TaskTraits.CALLABLE, CallKind.SINGLE, 0, null).toBytes();
        return (Task<T>) new BodyReader(graphs, classes, (key, label) -> null).read(Envelope.fromBytes(bytes));
    }

    /** A class whose version Java serialization compares. */
    private static final class Versioned implements Serializable {
        private static final long serialVersionUID = 1L;

        Task<Integer> task() {
            return () -> 1;
        }
    }

    private static final class Named implements Task<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call() {
            return 1;
        }
    }
}
