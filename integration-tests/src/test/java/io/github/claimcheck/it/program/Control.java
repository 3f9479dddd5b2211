package io.github.claimcheck.it.program;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.listener.EntryAddedListener;
import java.util.concurrent.CountDownLatch;

/** How a test tells programs and tasks to go on: it puts an entry into a map. */
final class Control {

    private Control() {}

    /** Waits, for some minutes at most, until the test allows it. */
    static void await(HazelcastInstance hazelcast, String what) throws InterruptedException {
        var allowed = new CountDownLatch(1);
        var control = hazelcast.<String, Boolean>getMap("control");
        var listener = control.addEntryListener(
                (EntryAddedListener<String, Boolean>) event -> allowed.countDown(), what, false);
        try {
            if (!control.containsKey(what)) {
                allowed.await(4, MINUTES);
            }
        } finally {
            control.removeEntryListener(listener);
        }
    }
}
