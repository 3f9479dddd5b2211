package io.github.claimcheck.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.codec.RawCodec;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.LeafWriter;
import io.github.claimcheck.task.BodyReader.ValueId;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedValuesTest {

    private static final int CHUNK = 1024;
    private static final long MAX_BYTES = 1 << 20;
    private static final Object[] NO_LEAVES = {};
    private static final int[] CONTENT = {1, 2, 3};
    private static final ValueId ARRAY =
            new ValueId(RawCodec.encode(CONTENT, CHUNK).key(), List.of());

    private final GraphCodec graphs = new GraphCodec(CHUNK);
    private final List<String> warnings = new ArrayList<>();
    private final SharedValues values = new SharedValues(graphs, MAX_BYTES, CHUNK, Runnable::run, warnings::add);
    private int decoded;

    @Test
    void get_twoTasks_shareOneArray() throws Exception {
        var first = array("one");

        assertThat(array("two")).isSameAs(first);
        assertThat(decoded).isEqualTo(1);
    }

    @Test
    void check_nothingChanged_goesOnSharing() throws Exception {
        var first = array("reader");

        values.check();

        assertThat(warnings).isEmpty();
        assertThat(values.trusts("reader")).isTrue();
        assertThat(array("reader")).isSameAs(first);
    }

    @Test
    void check_arrayChanged_namesAllWhoHadItAndDropsIt() throws Exception {
        array("bystander");
        array("writer")[0] = 7;

        values.check();

        assertThat(warnings).singleElement().asString().contains("bystander", "writer", "claimcheck.sharing");
        assertThat(values.trusts("writer")).isFalse();
        assertThat(values.trusts("another")).isTrue();
        assertThat(array("another")).containsExactly(1, 2, 3);
    }

    @Test
    void check_graphChangedLater_isFound() throws Exception {
        var stored = graphs.encode(new ArrayList<>(List.of("a", "b")), LeafWriter.NONE, null);
        var id = new ValueId(stored.key(), List.of());
        var list = list(id, "writer");
        values.check();
        list.add("c");
        list(id, "reader");

        await().untilAsserted(() -> {
            values.check();
            assertThat(warnings).singleElement().asString().contains("reader", "writer");
        });
    }

    @Test
    void get_classWritesItself_isDecodedForEach() throws Exception {
        var first = values.get(ARRAY, NO_LEAVES, () -> new ArrayList<>(List.of(new OwnForm())), "task");

        assertThat(values.get(ARRAY, NO_LEAVES, () -> "own copy", "task")).isEqualTo("own copy");
        assertThat(first).asInstanceOf(LIST).hasSize(1);
    }

    private int[] array(String task) throws Exception {
        return (int[]) values.get(
                ARRAY,
                NO_LEAVES,
                () -> {
                    decoded++;
                    return CONTENT.clone();
                },
                task);
    }

    @SuppressWarnings("unchecked")
    private List<String> list(ValueId id, String task) throws Exception {
        return (List<String>) values.get(id, NO_LEAVES, () -> new ArrayList<>(Arrays.asList("a", "b")), task);
    }

    private static final class OwnForm implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
        }
    }
}
