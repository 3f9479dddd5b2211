package io.github.claimcheck.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.contract.SampleObjects;
import io.github.claimcheck.graph.GraphCodec;
import io.github.claimcheck.graph.IdentityTracker;
import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import io.github.claimcheck.graph.LeafWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("unchecked") // The test knows what it put into its maps.
class RecentGraphsTest {

    private static final int CHUNK_BYTES = 1024;

    private final GraphCodec codec = new GraphCodec(CHUNK_BYTES);
    private final RecentGraphs recent =
            new RecentGraphs(codec, new RecentObjects(1 << 20, SampleObjects.stoppedTicker()));

    /** What a user may do to a captured map between two submissions. */
    private record Write(String name, Consumer<Map<Object, Object>> action) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Write> writes() {
        return List.of(
                new Write("another value of a key", map -> map.put("word", "other")),
                new Write("a new key", map -> map.put("new", 1)),
                new Write("a key less", map -> map.remove("word")),
                new Write("another element", map -> list(map, "list").set(0, 4711)),
                new Write("one element more", map -> list(map, "list").add(4711)),
                new Write("no element", map -> list(map, "list").clear()),
                new Write("an element of an array", map -> ((Object[]) map.get("array"))[1] = "other"),
                new Write("an element of an array's list", map -> {
                    var inner = (Object[]) map.get("array");
                    ((List<Object>) inner[2]).add("more");
                }),
                new Write("of a set", map -> ((HashSet<Object>) map.get("set")).add("more")),
                new Write("of a queue", map -> ((ArrayDeque<Object>) map.get("queue")).add("more")),
                new Write("the end of a list becomes the start of what follows", map -> {
                    var outer = list(map, "pair");
                    ((List<Object>) outer.get(0)).add(outer.remove(1));
                }));
    }

    private static List<Object> list(Map<Object, Object> map, String key) {
        return (List<Object>) map.get(key);
    }

    private static Map<Object, Object> graph() {
        var map = new LinkedHashMap<Object, Object>();
        map.put("word", "value");
        map.put(1, 2.5);
        map.put(null, null);
        map.put("list", new ArrayList<>(List.of(1, 2, 1000)));
        map.put("pair", new ArrayList<>(List.of(new ArrayList<>(List.of("a")), "b")));
        map.put("array", new Object[] {"x", 1L, new ArrayList<>(List.of("y"))});
        map.put("set", new HashSet<>(List.of("p", "q")));
        map.put("queue", new ArrayDeque<>(List.of("r")));
        map.put("map", new HashMap<>(Map.of("k", new ArrayList<>())));
        return map;
    }

    @ParameterizedTest
    @MethodSource("writes")
    void changed_hasTheKeyOfItsContent(Write write) throws IOException {
        var graph = graph();
        for (int i = 0; i < 3; i++) {
            assertThat(encode(graph)).isEqualTo(keyOf(graph));
        }

        write.action.accept(graph);

        for (int i = 0; i < 3; i++) {
            assertThat(encode(graph)).as("submission %d after the write", i).isEqualTo(keyOf(graph));
        }
    }

    @Test
    void unchanged_isNotEncodedAgain() throws IOException {
        var graph = graph();
        var offered = new AtomicInteger();
        LeafWriter counting = leaf -> {
            offered.incrementAndGet();
            return -1;
        };
        recent.encode(graph, counting, null);
        recent.encode(graph, counting, null);
        assertThat(offered).hasPositiveValue();
        offered.set(0);

        var third = recent.encode(graph, counting, null);

        assertThat(offered).hasValue(0);
        assertThat(third.chunk(0))
                .isEqualTo(codec.encode(graph, LeafWriter.NONE, null).chunk(0));
    }

    @Test
    void changedAfterwards_leavesWhatWasEncodedAsItWas() throws IOException {
        var graph = graph();
        var before = codec.encode(graph, LeafWriter.NONE, null);
        recent.encode(graph, LeafWriter.NONE, null);
        recent.encode(graph, LeafWriter.NONE, null);
        var third = recent.encode(graph, LeafWriter.NONE, null);

        graph.put("word", "changed");

        assertThat(third.key()).isEqualTo(before.key());
        assertThat(third.chunk(0)).isEqualTo(before.chunk(0));
    }

    @Test
    void changedAndChangedBackWhileItIsEncoded_isNotTakenForWhatWasSeenMeanwhile() throws IOException {
        var graph = new ArrayList<Object>(List.of("idle", "end"));
        encode(graph);
        var busy = new AtomicInteger();
        // As another thread would write while the last string is encoded.
        LeafWriter disturbing = leaf -> {
            if (leaf.equals("idle")) {
                graph.set(1, "busy");
            } else if (leaf.equals("busy")) {
                graph.set(1, "end");
                busy.incrementAndGet();
            }
            return -1;
        };

        recent.encode(graph, disturbing, null);

        assertThat(busy).hasValue(1);
        assertThat(encode(graph)).isEqualTo(keyOf(graph));
        assertThat(encode(graph)).isEqualTo(keyOf(graph));
    }

    @Test
    void large_isCutAsBefore() throws IOException {
        var graph = new ArrayList<Object>();
        for (int i = 0; i < 10_000; i++) {
            graph.add("text " + i);
        }
        recent.encode(graph, LeafWriter.NONE, null);
        var second = recent.encode(graph, LeafWriter.NONE, null);
        var third = recent.encode(graph, LeafWriter.NONE, null);

        assertThat(third).isSameAs(second);
        assertThat(third.chunkCount()).isGreaterThan(10);
    }

    @Test
    void userClassesAndArraysInside_areEncodedEachTime() throws IOException {
        var numbers = new int[] {1, 2, 3};
        for (var graph : List.of(new ArrayList<>(List.of(numbers)), new ArrayList<>(List.of(new StringBuilder("x"))))) {
            var first = recent.encode(graph, LeafWriter.NONE, null);
            for (int i = 0; i < 4; i++) {
                assertThat(recent.encode(graph, LeafWriter.NONE, null))
                        .isNotSameAs(first)
                        .extracting(EncodedObject::key)
                        .isEqualTo(first.key());
            }
        }
        var graph = new ArrayList<>(List.of(numbers));
        encode(graph);
        encode(graph);
        encode(graph);
        numbers[0] = 4711;
        assertThat(encode(graph)).isEqualTo(keyOf(graph));
    }

    @Test
    void cyclesAndManyWaysToOneObject_comeToAnEnd() throws IOException {
        var cycle = new ArrayList<Object>();
        cycle.add(cycle);
        List<Object> doubled = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            doubled = new ArrayList<>(Arrays.asList(doubled, doubled));
        }
        for (var graph : List.of(cycle, doubled)) {
            for (int i = 0; i < 4; i++) {
                assertThat(encode(graph)).isEqualTo(keyOf(graph));
            }
        }
    }

    @Test
    void takenLeaves_areOfferedEachTime() throws IOException {
        var graph = new ArrayList<Object>(List.of("small", new byte[CHUNK_BYTES]));
        for (int i = 0; i < 4; i++) {
            var taken = new AtomicInteger();
            recent.encode(graph, leaf -> leaf instanceof byte[] ? taken.getAndIncrement() : -1, null);
            assertThat(taken).hasValue(1);
        }
    }

    @Test
    void sharedWithAnotherPart_isNoticedEachTime() throws IOException {
        var inner = new ArrayList<Object>(List.of("inner"));
        var graph = new ArrayList<Object>(List.of(inner));
        for (int i = 0; i < 4; i++) {
            recent.encode(graph, LeafWriter.NONE, null);
        }
        var tracker = new IdentityTracker(true);
        tracker.visit(inner);
        tracker.enter(1);

        assertThatThrownBy(() -> recent.encode(graph, LeafWriter.NONE, tracker))
                .isInstanceOf(SharedObjectException.class);
    }

    private ObjectKey encode(Object graph) throws IOException {
        return recent.encode(graph, LeafWriter.NONE, null).key();
    }

    private ObjectKey keyOf(Object graph) throws IOException {
        return codec.encode(graph, LeafWriter.NONE, null).key();
    }
}
