package io.github.claimcheck.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.TestClasses;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What two runs of a task that only reads may have in common. */
final class SharedLeavesTest {

    private static final int THRESHOLD = 10_000;
    private static final int CHUNK = 64 * 1024;
    private static final long MAX_RECENT = 1 << 20;

    private final GraphCodec graphs = new GraphCodec(CHUNK);
    private final Map<ObjectKey, EncodedObject> stored = new HashMap<>();
    private final Map<ObjectKey, Object> shared = new HashMap<>();

    @SuppressWarnings("serial")
    static final class Holder implements Serializable {
        private final double[] first;
        private final double[] second;
        private final Object more;

        Holder(double[] first, double[] second, Object more) {
            this.first = first;
            this.second = second;
            this.more = more;
        }
    }

    @SuppressWarnings("serial")
    static final class Scrambler implements Serializable {
        private final double[] array;

        Scrambler(double[] array) {
            this.array = array;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            array[0]++;
        }

        Supplier<double[]> lambda() {
            return (Supplier<double[]> & Serializable) () -> array;
        }
    }

    @Test
    void read_leafOfTaskThatOnlyReads_isShared() throws Exception {
        var copies = copies(new Holder(array(1), array(2), "text"), true);

        assertThat(copies.get(0).first).isSameAs(copies.get(1).first).isEqualTo(array(1));
        assertThat(copies.get(0).second).isSameAs(copies.get(1).second).isEqualTo(array(2));
    }

    @Test
    void read_lambda_sharesWhatItCaptured() throws Exception {
        var array = array(1);
        Supplier<double[]> lambda = (Supplier<double[]> & Serializable) () -> array;
        var copies = this.<Supplier<double[]>>copies(lambda, true);

        assertThat(copies.get(0).get()).isSameAs(copies.get(1).get()).isEqualTo(array);
    }

    @Test
    void read_lambdaOfClassThatMayBeCaptured_hasItsOwn() throws Exception {
        var copies = this.<Supplier<double[]>>copies(new Scrambler(array(1)).lambda(), true);

        assertThat(copies.get(0).get()).isNotSameAs(copies.get(1).get());
        assertThat(shared.values()).allSatisfy(value -> assertThat(value).isEqualTo(array(1)));
    }

    @Test
    void read_otherTask_hasItsOwn() throws Exception {
        var copies = copies(new Holder(array(1), array(2), "text"), false);

        assertThat(copies.get(0).first).isNotSameAs(copies.get(1).first).isEqualTo(array(1));
    }

    @Test
    void read_equalLeavesOfOneTask_stayTwoObjects() throws Exception {
        var copy = copies(new Holder(array(1), array(1), null), true).get(0);

        assertThat(copy.first).isNotSameAs(copy.second).isEqualTo(copy.second);
    }

    @Test
    void read_leafInsideGraph_isNotShared() throws Exception {
        var inBoth = array(1);
        var graph = new ArrayList<Object>(IntStream.range(0, THRESHOLD).boxed().toList());
        graph.add(inBoth);
        var copies = copies(new Holder(inBoth, array(2), graph), true);

        assertThat(copies.get(0).first).isNotSameAs(copies.get(1).first);
        assertThat(((List<?>) copies.get(0).more).get(THRESHOLD)).isSameAs(copies.get(0).first);
    }

    @Test
    void read_classWithCodeOfItsOwn_seesNothingShared() throws Exception {
        var array = array(1);
        var copies = copies(new Holder(array, array(2), new Scrambler(array)), true);

        assertThat(copies.get(0).first).isNotSameAs(copies.get(1).first);
        assertThat(copies.get(1).first[0]).isEqualTo(array[0] + 1);
        assertThat(shared.values()).doesNotContain(copies.get(1).first);
        assertThat(shared.values()).allSatisfy(value -> assertThat(value).isIn(array(1), array(2)));
    }

    @Test
    void read_taskWithoutReferences_isNotLookedAt() throws Exception {
        var encoded =
                new TaskEncoder(graphs, THRESHOLD, CHUNK, true, TaskEncoderFixture.recent()).encode("small", false);
        var envelope = encoded.seal(TaskTraits.CALLABLE, CallKind.SINGLE, 0, UUID.randomUUID());
        BodyReader.Source nameless = new BodyReader.Source() {
            @Override
            public EncodedObject get(ObjectKey key, String label) {
                throw new AssertionError("nothing to fetch");
            }

            @Override
            public boolean isReadOnly() {
                throw new AssertionError("such an envelope does not name its task");
            }
        };

        assertThat(new BodyReader(graphs, new TestClasses(), nameless).read(envelope))
                .isEqualTo("small");
    }

    private static double[] array(int seed) {
        return IntStream.range(0, THRESHOLD).mapToDouble(i -> i * seed).toArray();
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> copies(T task, boolean readOnly) throws Exception {
        var encoded = new TaskEncoder(graphs, THRESHOLD, CHUNK, true, TaskEncoderFixture.recent()).encode(task, false);
        for (var object : encoded.objects()) {
            var chunks = IntStream.range(0, object.chunkCount())
                    .mapToObj(object::chunk)
                    .toList();
            stored.put(object.key(), new EncodedObject(object.key(), chunks));
        }
        var envelope = encoded.seal(TaskTraits.CALLABLE, CallKind.SINGLE, 1, null);
        var copies = new ArrayList<T>();
        for (int i = 0; i < 2; i++) {
            copies.add((T) new BodyReader(graphs, new TestClasses(), new Source(readOnly)).read(envelope));
        }
        return copies;
    }

    private final class Source implements BodyReader.Source {
        private final boolean readOnly;

        Source(boolean readOnly) {
            this.readOnly = readOnly;
        }

        @Override
        public EncodedObject get(ObjectKey key, String label) {
            return stored.get(key);
        }

        @Override
        public boolean isReadOnly() {
            return readOnly;
        }

        @Override
        public Object share(BodyReader.ValueId id, Object[] leaves, boolean mayShare, BodyReader.Decoding decode)
                throws IOException, ClassNotFoundException {
            if (!mayShare) {
                return decode.run();
            }
            if (!shared.containsKey(id.key())) {
                shared.put(id.key(), decode.run());
            }
            return shared.get(id.key());
        }
    }
}
