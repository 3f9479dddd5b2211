package io.github.claimcheck.graph;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimcheck.graph.IdentityTracker.SharedObjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityTrackerTest {

    private final GraphCodec codec = new GraphCodec(1024);
    private final IdentityTracker tracker = new IdentityTracker(true);

    @Test
    void visit_oneListInTwoParts_isShared() {
        var list = new ArrayList<>(List.of("shared"));
        assertShared(Arrays.asList(list, "first"), Arrays.asList(list, "second"));
    }

    @Test
    void visit_smallArrayInTwoParts_isShared() {
        var array = new int[0];
        assertShared(new ArrayList<>(Arrays.asList(array, "first")), new ArrayList<>(Arrays.asList(array, "second")));
    }

    @Test
    void visit_smallArrayInTwoPartsWrittenByJava_isShared() {
        var array = new int[0];
        assertShared(Arrays.asList(array, "first"), Arrays.asList(array, "second"));
    }

    @Test
    void visit_takenArrayInTwoParts_isNotShared() {
        var array = new int[0];
        assertThatCode(() -> {
                    tracker.enter(1);
                    codec.encode(new ArrayList<>(List.of(array)), leaf -> 0, tracker);
                    tracker.enter(2);
                    codec.encode(new ArrayList<>(List.of(array)), leaf -> 0, tracker);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void visit_objectThatReplacesItselfInTwoParts_isShared() {
        var set = EnumSet.of(Thread.State.NEW);
        assertShared(Arrays.asList(set, "first"), Arrays.asList(set, "second"));
    }

    @Test
    void visit_unmodifiableListWrittenByJava_isAValue() {
        var list = List.of("shared");
        assertThatCode(() -> encode(Arrays.asList(list, "first"), Arrays.asList(list, "second")))
                .doesNotThrowAnyException();
    }

    private void assertShared(Object first, Object second) {
        assertThatExceptionOfType(SharedObjectException.class).isThrownBy(() -> encode(first, second));
    }

    private void encode(Object first, Object second) throws Exception {
        tracker.enter(1);
        codec.encode(first, LeafWriter.NONE, tracker);
        tracker.enter(2);
        codec.encode(second, LeafWriter.NONE, tracker);
    }
}
