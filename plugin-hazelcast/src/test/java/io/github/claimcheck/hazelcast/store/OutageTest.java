package io.github.claimcheck.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OutageTest {

    @Test
    void mayTry_answered_always() {
        var outage = new Outage(Duration.ofMinutes(1));
        outage.end();

        assertThat(outage.mayTry()).isTrue();
        assertThat(outage.mayTry()).isTrue();
    }

    @Test
    void mayTry_justBegun_not() {
        var outage = new Outage(Duration.ofMinutes(1));
        outage.begin();

        assertThat(outage.mayTry()).isFalse();
    }

    @Test
    void mayTry_begunSomeTimeAgo_oneTriesForAll() {
        var outage = new Outage(Duration.ofMillis(200));
        outage.begin();

        await().until(outage::mayTry);
        assertThat(Stream.generate(outage::mayTry).limit(10)).containsOnly(false);
    }

    @Test
    void mayTry_failedForAnotherReason_theNextOneTries() {
        var outage = new Outage(Duration.ofMinutes(1));
        outage.begin();
        outage.tryAgain();

        assertThat(outage.mayTry()).isTrue();
        assertThat(outage.mayTry()).isFalse();
        assertThat(outage.lasts()).isTrue();
    }

    @Test
    void mayTry_ended_again() {
        var outage = new Outage(Duration.ofMinutes(1));
        outage.begin();
        outage.end();

        assertThat(outage.mayTry()).isTrue();
    }
}
