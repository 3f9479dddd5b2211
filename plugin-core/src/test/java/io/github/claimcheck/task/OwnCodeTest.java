package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures whose classes write them by code of their own, which changes them, or must not be left half-way. */
final class OwnCodeTest extends TaskEncoderFixture {

    private static final int COUNT = 5_000;

    private static final class Locked implements Serializable {
        private static final long serialVersionUID = 1L;
        final transient ReentrantLock lock = new ReentrantLock();
        final List<String> content = strings();

        private void writeObject(ObjectOutputStream out) throws IOException {
            lock.lock();
            out.defaultWriteObject();
            lock.unlock();
        }
    }

    private static final class Draining implements Serializable {
        private static final long serialVersionUID = 1L;
        transient Deque<String> content = new ArrayDeque<>(strings());

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(content.size());
            while (!content.isEmpty()) {
                out.writeObject(content.poll());
            }
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            content = new ArrayDeque<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                content.add((String) in.readObject());
            }
        }
    }

    /** Public, as its kind must be. */
    public static final class DrainingTask implements Task<Integer>, Externalizable {
        private static final long serialVersionUID = 1L;
        private final Deque<String> content = new ArrayDeque<>();

        @Override
        public Integer call() {
            return content.size();
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(content.size());
            while (!content.isEmpty()) {
                out.writeObject(content.poll());
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            for (int rest = in.readInt(); rest > 0; rest--) {
                content.add((String) in.readObject());
            }
        }
    }

    private static List<String> strings() {
        return new ArrayList<>(
                IntStream.range(0, COUNT).mapToObj(i -> "string " + i).toList());
    }

    private static List<GregorianCalendar> calendars(TimeZone zone) {
        var calendars = new ArrayList<GregorianCalendar>();
        for (int i = 0; i < 300; i++) {
            calendars.add(new GregorianCalendar(zone, Locale.US));
            calendars.get(i).setTimeZone(zone);
        }
        return calendars;
    }

    /** While a calendar is written it has another zone of the same name. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40, 80, 120, 160, 200})
    void encode_calendars_keepTheirZoneOnBothSides(int bytesInFront) throws Exception {
        var zone = TimeZone.getTimeZone("Europe/Berlin");
        var inFront = "x".repeat(bytesInFront);
        var calendars = calendars(zone);
        Task<List<GregorianCalendar>> task = () -> inFront.length() == bytesInFront ? calendars : List.of();
        for (int i = 0; i < 2; i++) {
            assertThat(roundTrip(task).call()).isEqualTo(calendars);
            assertThat(calendars)
                    .allSatisfy(calendar -> assertThat(calendar.getTimeZone()).isEqualTo(zone));
        }
    }

    /** That they share an object is noticed while one of them is written. */
    @Test
    void encode_calendarsThatShareTheirZone_keepIt() throws Exception {
        var zone = TimeZone.getTimeZone("Asia/Tokyo");
        var calendars = calendars(zone);
        var more = calendars(zone);
        Task<List<List<GregorianCalendar>>> task = () -> List.of(calendars, more);
        assertThat(roundTrip(task).call()).isEqualTo(List.of(calendars, more));
        assertThat(more)
                .allSatisfy(calendar -> assertThat(calendar.getTimeZone()).isEqualTo(zone));
    }

    @Test
    void encode_lockedWhileItIsWritten_isUnlocked() throws Exception {
        var locked = new Locked();
        Task<Integer> task = () -> locked.content.size();
        assertThat(roundTrip(task).call()).isEqualTo(COUNT);
        assertThat(locked.lock.isLocked()).isFalse();
    }

    @Test
    void encode_captureThatIsDrainedByWritingIt_arrivesAsFirstWritten() throws Exception {
        for (int i = 0; i < 2; i++) {
            var draining = new Draining();
            var behind = numbers(COUNT);
            Task<Integer> task = () -> draining.content.size() + behind.size();
            assertThat(roundTrip(task).call()).isEqualTo(2 * COUNT);
        }
    }

    /** Written when the task is known to be large, and too small to be stored apart. */
    @Test
    void encode_smallCaptureThatIsDrainedBehindALargeOne_arrivesAsFirstWritten() throws Exception {
        var inFront = numbers(COUNT);
        var draining = new Draining();
        draining.content = new ArrayDeque<>(List.of("a", "b", "c"));
        Task<Integer> task = () -> inFront.size() + draining.content.size();
        assertThat(roundTrip(task).call()).isEqualTo(COUNT + 3);
        assertThat(draining.content).isEmpty();
    }

    /** The last task of the class was large, so captures are encoded apart at once. */
    @Test
    void encode_smallTaskOfAClassWhoseTasksAreLarge_isWrittenOnce() throws Exception {
        for (int size : new int[] {COUNT, 10, COUNT}) {
            var draining = new Draining();
            draining.content = new ArrayDeque<>(size == COUNT ? List.of() : List.of("a", "b", "c"));
            int expected = size + draining.content.size();
            var task = taskOf(numbers(size), draining);
            assertThat(roundTrip(task).call()).isEqualTo(expected);
        }
    }

    private static Task<Integer> taskOf(List<Integer> numbers, Draining draining) {
        return () -> numbers.size() + draining.content.size();
    }

    @Test
    void encode_taskThatIsDrainedByWritingIt_arrivesAsFirstWritten() throws Exception {
        var task = new DrainingTask();
        task.content.addAll(strings());
        assertThat(roundTrip(task).call()).isEqualTo(COUNT);
    }

    @Test
    void encode_writesTheSameEachTime_isStoredApart() throws Exception {
        var locked = new Locked();
        for (int i = 0; i < 3; i++) {
            int own = i;
            Task<Integer> task = () -> locked.content.size() + own;
            assertThat(roundTrip(task).call()).isEqualTo(COUNT + own);
        }
        assertThat(stored).hasSize(1);
    }

    /** Hides its content from whoever looks at the stream. */
    private static class Masked implements Serializable {
        private static final long serialVersionUID = 1L;
        final int[] array = IntStream.range(0, COUNT).toArray();
        final List<Integer> list = numbers(COUNT);
        private boolean masked;

        private void mask() {
            masked = !masked;
            for (int i = 0; i < COUNT; i++) {
                array[i] = ~array[i];
                list.set(i, ~list.get(i));
            }
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            mask();
            out.defaultWriteObject();
            mask();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            mask();
        }

        int sum() {
            return masked ? -1 : array[COUNT - 1] + list.get(COUNT - 1);
        }
    }

    private static final class MaskedTask extends Masked implements Task<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call() {
            return sum();
        }
    }

    @Test
    void encode_captureThatIsOtherwiseWhileItIsWritten_arrivesAsWritten() throws Exception {
        var masked = new Masked();
        for (int i = 0; i < 3; i++) {
            Task<Integer> task = () -> masked.sum();
            assertThat(roundTrip(task).call()).isEqualTo(2 * (COUNT - 1));
        }
    }

    @Test
    void encode_taskThatIsOtherwiseWhileItIsWritten_arrivesAsWritten() throws Exception {
        var task = new MaskedTask();
        for (int i = 0; i < 3; i++) {
            assertThat(roundTrip(task).call()).isEqualTo(2 * (COUNT - 1));
        }
    }

    /** Writes one buffer several times, each time with other content. */
    public static final class RefillingTask implements Task<List<Integer>>, Externalizable {
        private static final long serialVersionUID = 1L;
        private static final int TIMES = 3;
        private List<Integer> firsts = new ArrayList<>();
        private boolean unshared;

        /** For deserialization. */
        public RefillingTask() {}

        RefillingTask(boolean unshared) {
            this.unshared = unshared;
        }

        @Override
        public List<Integer> call() {
            return firsts;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            var stream = (ObjectOutputStream) out;
            var buffer = new int[COUNT];
            for (int i = 0; i < TIMES; i++) {
                buffer[0] = i;
                if (unshared && i > 0) {
                    stream.writeUnshared(buffer);
                } else {
                    stream.writeObject(buffer);
                    if (!unshared) {
                        stream.reset();
                    }
                }
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            for (int i = 0; i < TIMES; i++) {
                firsts.add(((int[]) in.readObject())[0]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encode_bufferIsRefilledWhileItIsWritten_arrivesAsWritten(boolean unshared) throws Exception {
        assertThat(roundTrip(new RefillingTask(unshared)).call()).containsExactly(0, 1, 2);
    }

    /** Writes another array each time. */
    private static final class Batches implements Serializable {
        private static final long serialVersionUID = 1L;
        transient Deque<int[]> batches = new ArrayDeque<>();
        transient int[] batch;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(batches.poll());
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            batch = (int[]) in.readObject();
        }
    }

    @Test
    void encode_largeArrayIsAnotherEachTime_arrivesAsFirstWritten() throws Exception {
        var batches = new Batches();
        for (int i = 0; i < 4; i++) {
            batches.batches.add(new int[COUNT + i]);
        }
        var behind = numbers(COUNT);
        Task<Integer> task = () -> batches.batch.length + behind.size();
        assertThat(roundTrip(task).call()).isEqualTo(2 * COUNT);
    }

    private static final class WrittenOnce implements Serializable {
        private static final long serialVersionUID = 1L;
        private final List<String> content = strings();
        private transient boolean written;

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (written) {
                throw new AssertionError("written twice");
            }
            written = true;
            out.defaultWriteObject();
        }
    }

    @Test
    void encode_failsTheSecondTime_arrivesAsFirstWritten() throws Exception {
        var once = new WrittenOnce();
        Task<Integer> task = () -> once.content.size();
        assertThat(roundTrip(task).call()).isEqualTo(COUNT);
    }

    /** Writes an array, and then wipes it. */
    private static final class Wiping implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int[] array;
        private final List<Integer> content = numbers(COUNT);

        Wiping(int[] array) {
            this.array = array;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            array[0] = 0;
        }
    }

    @Test
    void encode_arrayIsWipedAfterItWasWritten_arrivesAsWritten() throws Exception {
        var array = new int[COUNT];
        array[0] = 7;
        var wiping = new Wiping(array);
        Task<Integer> task = () -> array[0] + wiping.content.size();
        assertThat(roundTrip(task).call()).isEqualTo(7 + COUNT);
    }

    /** Of two places for one array, the first that is written decides. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encode_arrayIsAlsoCapturedByItself_isAsByValue(boolean firstByItself) throws Exception {
        var masked = new Masked();
        var array = masked.array;
        Task<List<Integer>> task = firstByItself
                ? () -> List.of(array[COUNT - 1], masked.sum())
                : () -> List.of(masked.sum(), array[COUNT - 1]);
        var byValue = new ByteArrayInputStream(javaSerialized(task));
        var expected = ((Task<?>) new ObjectInputStream(byValue).readObject()).call();
        assertThat(roundTrip(task).call()).isEqualTo(expected);
    }
}
