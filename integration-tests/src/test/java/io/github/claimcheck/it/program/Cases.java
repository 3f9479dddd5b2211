package io.github.claimcheck.it.program;

import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the cases of a program share: the instance, the size of payloads, and where outcomes go. */
final class Cases {

    /** One case: its value, or what it throws, is its outcome. */
    @FunctionalInterface
    interface Body {
        Object run() throws Exception;
    }

    static final long TIMEOUT_SECONDS = 120;

    private final HazelcastInstance hazelcast;
    private final int payloadBytes;
    private String group = "";

    Cases(HazelcastInstance hazelcast, int payloadBytes) {
        this.hazelcast = hazelcast;
        this.payloadBytes = payloadBytes;
    }

    HazelcastInstance hazelcast() {
        return hazelcast;
    }

    /** {@return a payload of the size of this run, the same for the same seed} */
    byte[] payload(int seed) {
        return Payloads.bytes(payloadBytes, seed);
    }

    int payloadBytes() {
        return payloadBytes;
    }

    void group(String name) {
        group = name;
    }

    @SuppressWarnings("SystemOut")
    void check(String name, Body body) {
        var line = group + "/" + name + " [" + payloadBytes + "] ";
        try {
            System.out.println(line + Outcome.of(body.run()));
        } catch (TimeoutException e) {
            System.out.println(line + "TIMEOUT");
        } catch (Throwable e) {
            System.out.println(line + "threw " + Outcome.of(e));
        }
    }

    static <T> T get(java.util.concurrent.Future<T> future) throws Exception {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
