package io.github.claimcheck.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.github.benmanes.caffeine.cache.Caffeine;
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

    @Test
    void isOurs_thrownByTheJdkThatOthersCalled_isFalse() {
        var theirs = catchRuntimeException(() -> Caffeine.newBuilder().expireAfterWrite(null));
        assertThat(Fallbacks.isOurs(theirs)).isFalse();
    }
}
