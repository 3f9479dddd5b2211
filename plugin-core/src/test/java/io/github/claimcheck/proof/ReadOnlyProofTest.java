package io.github.claimcheck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.TaskName;
import io.github.claimcheck.graph.ClassAccess;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tasks that only read, and tasks that do anything else with an array, in as many ways as we could think of. */
@SuppressWarnings("serial")
final class ReadOnlyProofTest {

    private static final ClassAccess CLASSES = new ClassAccess() {
        @Override
        public Class<?> load(String name) throws ClassNotFoundException {
            return Class.forName(name);
        }

        @Override
        public void check(String name) {
            // Everything is permitted.
        }

        @Override
        public ClassLoader loader() {
            return ReadOnlyProofTest.class.getClassLoader();
        }
    };

    private static Object kept;
    private double field;

    interface Task extends Callable<Object>, Serializable {}

    record Model(double[] weights, String name) implements Serializable {
        double norm() {
            return sumOf(weights);
        }
    }

    record SumRecord(double[] data) implements Task {
        SumRecord {
            if (data.length == 0) {
                throw new IllegalArgumentException("empty");
            }
        }

        @Override
        public Object call() {
            return sumOf(data());
        }
    }

    record KeepRecord(double[] data) implements Task {
        KeepRecord {
            kept = data;
        }

        @Override
        public Object call() {
            return sumOf(data);
        }
    }

    static class SumTask implements Task {
        private final double[] data;
        private double total;
        private transient Object instance;

        SumTask(double[] data) {
            this.data = data;
        }

        void inject(Object newInstance) {
            instance = newInstance;
        }

        double[] data() {
            return data;
        }

        @Override
        public Object call() {
            for (double one : data()) {
                total += one;
            }
            return total + String.valueOf(instance);
        }
    }

    static class OverwriteTask extends SumTask {
        OverwriteTask(double[] data) {
            super(data);
        }

        @Override
        public Object call() {
            data()[0] = 1;
            return null;
        }
    }

    static class HookedTask extends SumTask {
        HookedTask(double[] data) {
            super(data);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            kept = data();
        }
    }

    static class LoopholeTask implements Task {
        private final double[] data;
        private transient double[] alias;

        LoopholeTask(double[] data) {
            this.data = data;
        }

        @Override
        public Object call() {
            alias = data;
            alias[0] = 1;
            return null;
        }
    }

    static class PrivateBase extends SumTask {
        PrivateBase(double[] data) {
            super(data);
        }

        private Object prepare() {
            data()[0] = 1;
            return null;
        }

        @Override
        public Object call() {
            return prepare();
        }
    }

    static class PrivateTwinTask extends PrivateBase {
        PrivateTwinTask(double[] data) {
            super(data);
        }

        @SuppressWarnings("unused")
        private Object prepare() {
            return null;
        }
    }

    static class TransientBase implements Task {
        transient double[] work;

        @Override
        public Object call() {
            return null;
        }

        final void overwrite() {
            work[0] = 1;
        }
    }

    static class InheritedLoopholeTask extends TransientBase {
        private final double[] data;

        InheritedLoopholeTask(double[] data) {
            this.data = data;
        }

        @Override
        public Object call() {
            work = data;
            overwrite();
            return null;
        }
    }

    static final class Carrier extends RuntimeException {
        private final transient double[] data;

        Carrier(double[] data) {
            this.data = data;
        }

        double[] data() {
            return data;
        }
    }

    private static double sumOf(double[] array) {
        double sum = 0;
        for (double one : array) {
            sum += one;
        }
        return sum;
    }

    private static double[] same(double[] array) {
        return array;
    }

    private static void clear(double[] array) {
        Arrays.fill(array, 0);
    }

    private static double recursive(double[] array, int from) {
        return from == array.length ? 0 : array[from] + recursive(array, from + 1);
    }

    private static Map<String, Task> readers(double[] data, byte[] bytes, Model model, int[][] unused) {
        var tasks = new TreeMap<String, Task>();
        tasks.put("loop", () -> {
            double sum = 0;
            for (double one : data) {
                sum += one;
            }
            return sum;
        });
        tasks.put("helper", () -> sumOf(data));
        tasks.put("helper that gives it back", () -> sumOf(same(data)));
        tasks.put(
                "stream",
                () -> Arrays.stream(data)
                        .map(Math::abs)
                        .filter(x -> x > 0)
                        .parallel()
                        .sum());
        tasks.put("stream of", () -> DoubleStream.of(data).average().orElse(0));
        tasks.put("copy changed", () -> {
            var copy = data.clone();
            copy[0] = 1;
            Arrays.sort(copy);
            return copy;
        });
        tasks.put("copy of", () -> Arrays.copyOf(data, 10));
        tasks.put("array copy from", () -> {
            var copy = new double[data.length];
            System.arraycopy(data, 0, copy, 0, data.length);
            return copy;
        });
        tasks.put("hash", () -> Arrays.hashCode(bytes) + Arrays.hashCode(data));
        tasks.put("checksum", () -> {
            var sum = new java.util.zip.CRC32C();
            sum.update(bytes, 0, bytes.length);
            return sum.getValue();
        });
        tasks.put(
                "record's accessor and method",
                () -> model.norm() + model.weights()[0] + model.name().length());
        tasks.put("two alike", () -> (data.length > 3 ? data : model.weights())[0]);
        tasks.put("null", () -> data == null ? null : data[1]);
        tasks.put("not at all", () -> 42);
        tasks.put("class", new SumTask(data));
        tasks.put("record", new SumRecord(data));
        return tasks;
    }

    private Map<String, Task> others(double[] data, List<double[]> list, Model model, double[][] rows, byte[] bytes) {
        var tasks = new TreeMap<String, Task>();
        tasks.put("writes", () -> data[0] = 1);
        tasks.put("writes in helper", () -> {
            clear(data);
            return null;
        });
        tasks.put("writes through helper", () -> same(data)[0] = 1);
        tasks.put("writes through alias", () -> {
            var alias = data.length > 5 ? data : new double[1];
            alias[0] = 1;
            return null;
        });
        tasks.put("hands to a checksum that may be anything", () -> {
            var sum = new java.util.zip.CRC32();
            sum.update(bytes);
            return sum.getValue();
        });
        tasks.put("hands to a character set", () -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        tasks.put("returns", () -> data);
        tasks.put("returns inside", () -> new Object[] {data});
        tasks.put("keeps in static", () -> kept = data);
        tasks.put("keeps in collection", () -> list.add(data));
        tasks.put("keeps in new collection", () -> new java.util.ArrayList<>(List.of(data)).size());
        tasks.put("hands to thread", () -> {
            new Thread(() -> clear(data)).start();
            return null;
        });
        tasks.put("hands to lambda", () -> {
            Runnable later = () -> clear(data);
            kept = later;
            return null;
        });
        tasks.put("locks", () -> {
            synchronized (data) {
                return data.length;
            }
        });
        tasks.put("unknown method", () -> list.get(0)[0]);
        tasks.put("row of rows", () -> rows[0][0] = 1);
        tasks.put("record's array", () -> model.weights()[0] = 1);
        tasks.put("array copy to", () -> {
            System.arraycopy(new double[1], 0, data, 0, 1);
            return null;
        });
        tasks.put("array copy of rows", () -> {
            var copy = new double[1][];
            System.arraycopy(rows, 0, copy, 0, 1);
            return copy;
        });
        tasks.put("stream kept", () -> kept = Arrays.stream(data));
        tasks.put(
                "stream of rows",
                () -> Arrays.stream(rows).mapToDouble(row -> row[0] = 1).sum());
        tasks.put("identity", () -> System.identityHashCode(data));
        tasks.put("exception", () -> {
            throw new Carrier(data);
        });
        tasks.put("reflection", () -> java.lang.reflect.Array.get(data, 0));
        tasks.put("too deep to follow", () -> recursive(data, 0));
        tasks.put("field of this", () -> field = data[0]);
        tasks.put("class", new OverwriteTask(data));
        tasks.put("class with a hook", new HookedTask(data));
        tasks.put("class with a loophole", new LoopholeTask(data));
        tasks.put("class with a private twin", new PrivateTwinTask(data));
        tasks.put("class with an inherited loophole", new InheritedLoopholeTask(data));
        tasks.put("record that keeps", new KeepRecord(data));
        tasks.put("method of unknown class", list::size);
        return tasks;
    }

    @Test
    void holds_taskWithoutName_isFalseAndLooksUpNoClass() {
        assertThat(ReadOnlyProof.holds("", null)).isFalse();
    }

    @TestFactory
    List<DynamicTest> holds_taskThatOnlyReads() {
        var array = new double[10];
        var tasks = readers(array, new byte[10], new Model(array, "m"), new int[0][]);
        return tests(tasks, true);
    }

    @TestFactory
    List<DynamicTest> holdsNot_taskThatMayWriteOrKeep() {
        var array = new double[10];
        return tests(others(array, List.of(array), new Model(array, "m"), new double[1][1], new byte[10]), false);
    }

    private static List<DynamicTest> tests(Map<String, Task> tasks, boolean expected) {
        return tasks.entrySet().stream()
                .map(task -> DynamicTest.dynamicTest(
                        task.getKey(),
                        () -> assertThat(ReadOnlyProof.holds(nameOf(task.getValue()), CLASSES))
                                .as(task.getKey())
                                .isEqualTo(expected)))
                .toList();
    }

    private static String nameOf(Task task) throws ReflectiveOperationException {
        if (!task.getClass().isSynthetic()) {
            return TaskName.of(task).toString();
        }
        var replace = task.getClass().getDeclaredMethod("writeReplace");
        replace.setAccessible(true);
        return TaskName.of(replace.invoke(task)).toString();
    }
}
