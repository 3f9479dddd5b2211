package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.claimcheck.graph.GraphOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** This test is in the plugin's package, and Caffeine plays the user's code. */
final class FallbacksTest {

    @Test
    void isOurs_thrownHere_isTrue() {
        assertThat(Fallbacks.isOurs(new IllegalStateException())).isTrue();
    }

    @Test
    void isOurs_thrownByTheJdkThatWeCalled_isTrue() {
        assertThat(Fallbacks.isOurs(
                        catchRuntimeException(() -> List.of().iterator().next())))
                .isTrue();
    }

    @Test
    void isOurs_thrownByOthers_isFalse() {
        var theirs = catchRuntimeException(() -> Caffeine.newBuilder().maximumSize(-1));
        assertThat(Fallbacks.isOurs(theirs)).isFalse();
    }

    /** A list that changes while it is written, which it finds out itself. */
    @Test
    void isOurs_thrownWhileJavaSerializationWritesAnObject_isFalse() {
        var list = new ArrayList<Object>();
        list.add(new Adding(list));
        var theirs = catchRuntimeException(() -> {
            try (var out = new GraphOutputStream(OutputStream.nullOutputStream(), object -> -1)) {
                out.writeObject(list);
            }
        });
        assertThat(theirs).isInstanceOf(ConcurrentModificationException.class);
        assertThat(Fallbacks.isOurs(theirs)).isFalse();
    }

    private record Adding(List<Object> list) implements Serializable {
        private Object writeReplace() {
            list.add("one more");
            return "replaced";
        }
    }

    @Test
    void isOurs_thrownByTheJdkThatOthersCalled_isFalse() {
        var theirs = catchRuntimeException(() -> Caffeine.newBuilder().expireAfterWrite(null));
        assertThat(Fallbacks.isOurs(theirs)).isFalse();
    }
}
