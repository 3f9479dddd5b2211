package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {

    @Test
    void allowsTry_closed_always() {
        var breaker = new CircuitBreaker(Duration.ofMinutes(1));
        breaker.close();

        assertThat(breaker.allowsTry()).isTrue();
        assertThat(breaker.allowsTry()).isTrue();
    }

    @Test
    void allowsTry_justOpened_not() {
        var breaker = new CircuitBreaker(Duration.ofMinutes(1));
        breaker.open();

        assertThat(breaker.allowsTry()).isFalse();
    }

    @Test
    void allowsTry_openedSomeTimeAgo_oneTriesForAll() {
        var breaker = new CircuitBreaker(Duration.ofMillis(200));
        breaker.open();

        await().until(breaker::allowsTry);
        assertThat(Stream.generate(breaker::allowsTry).limit(10)).containsOnly(false);
    }

    @Test
    void allowsTry_failedForAnotherReason_theNextOneTries() {
        var breaker = new CircuitBreaker(Duration.ofMinutes(1));
        breaker.open();
        breaker.allowNext();

        assertThat(breaker.allowsTry()).isTrue();
        assertThat(breaker.allowsTry()).isFalse();
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void allowsTry_closed_again() {
        var breaker = new CircuitBreaker(Duration.ofMinutes(1));
        breaker.open();
        breaker.close();

        assertThat(breaker.allowsTry()).isTrue();
    }
}
