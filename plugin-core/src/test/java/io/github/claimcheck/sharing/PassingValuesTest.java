package io.github.claimcheck.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.contract.SampleObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PassingValuesTest {

    private static final ObjectKey KEY = new ObjectKey(1, 2, 8, (byte) 1);
    private static final int TASKS = 16;
    private static final long MAX_BYTES = 1 << 20;

    private final PassingValues values = new PassingValues(MAX_BYTES, SampleObjects.stoppedTicker());
    private final AtomicInteger decoded = new AtomicInteger();

    @Test
    void get_valueInUse_isDecodedOnce() throws Exception {
        var first = values.get(KEY, this::decode);

        assertThat(values.get(KEY, this::decode)).isSameAs(first);
        assertThat(decoded).hasValue(1);
    }

    @RepeatedTest(200)
    void get_manyTasksAtOnce_decodeOnce() throws Exception {
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(TASKS);
        try {
            var tasks = new ArrayList<Future<Object>>();
            for (int i = 0; i < TASKS; i++) {
                Callable<Object> task = () -> {
                    start.await();
                    return values.get(KEY, this::decode);
                };
                tasks.add(pool.submit(task));
            }
            start.countDown();
            var seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (var task : tasks) {
                seen.add(task.get());
            }

            assertThat(seen).hasSize(1);
            assertThat(decoded).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void get_failedBefore_decodesAgain() throws Exception {
        assertThatThrownBy(() -> values.get(KEY, () -> {
                    throw new IOException("damaged");
                }))
                .isInstanceOf(IOException.class);

        assertThat(values.get(KEY, this::decode)).isNotNull();
    }

    @Test
    void get_nobodyUsesItAnyMore_letsGoOfIt() {
        await().until(() -> {
            values.get(KEY, this::decode);
            System.gc();
            return decoded.get() > 1;
        });
    }

    private Object decode() {
        decoded.incrementAndGet();
        return new double[1000];
    }
}
