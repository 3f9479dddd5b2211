package io.github.claimcheck.it.program;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** Tasks that say which process they run in, so that the test knows which one to break. */
final class FaultTasks {

    private FaultTasks() {}

    /** Waits until it is allowed to go on, and sums its capture. */
    static final class Gated implements Callable<Long>, Serializable, HazelcastInstanceAware {
        private final String name;
        private final byte[] data;
        private transient HazelcastInstance hazelcast;

        Gated(String name, byte[] data) {
            this.name = name;
            this.data = data;
        }

        @Override
        public Long call() throws InterruptedException {
            hazelcast.getMap("started").put(name, ProcessHandle.current().pid());
            Control.await(hazelcast, "go");
            var sum = Payloads.sum(data);
            hazelcast.<String, Long>getMap("finished").put(name, sum);
            return sum;
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /** Counts its runs in a map, if what it captured is whole. */
    static final class Beat implements Runnable, Serializable, HazelcastInstanceAware {
        private final byte[] data;
        private final long sum;
        private transient HazelcastInstance hazelcast;

        Beat(byte[] data) {
            this.data = data;
            this.sum = Payloads.sum(data);
        }

        @Override
        public void run() {
            var name = Payloads.sum(data) == sum ? "beats" : "wrong";
            try {
                hazelcast.<String, Long>getMap("beats").merge(name, 1L, Long::sum);
                hazelcast.getMap("started").put("beat", ProcessHandle.current().pid());
            } catch (HazelcastInstanceNotActiveException e) {
                // This member shuts down, and its maps refuse; thrown on, that would end the schedule everywhere.
            }
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }
}
