package io.github.claimcheck.it.program;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.partition.PartitionAware;
import com.hazelcast.scheduledexecutor.AutoDisposableTask;
import com.hazelcast.scheduledexecutor.NamedTask;
import com.hazelcast.scheduledexecutor.StatefulTask;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Tasks of every kind of class that Java serializes. */
final class Tasks {

    private Tasks() {}

    /** A lambda type that is serializable. */
    interface Job<T> extends Callable<T>, Serializable {}

    /** A runnable lambda type that is serializable. */
    interface Action extends Runnable, Serializable {}

    static <T> Job<T> job(Job<T> job) {
        return job;
    }

    static Action action(Action action) {
        return action;
    }

    static String constant() {
        return "constant";
    }

    /** A plain class. */
    static final class Sum implements Callable<Long>, Serializable {
        final byte[] data;

        Sum(byte[] data) {
            this.data = data;
        }

        @Override
        public Long call() {
            return Payloads.sum(data);
        }
    }

    /** A record. */
    record SumRecord(byte[] data, String label) implements Callable<String>, Serializable {
        @Override
        public String call() {
            return label + Payloads.sum(data);
        }
    }

    /** An enum keeps its identity. */
    enum Fixed implements Callable<String> {
        ONE,
        TWO {
            @Override
            public String call() {
                return "two " + (this == TWO);
            }
        };

        @Override
        public String call() {
            return name() + (this == ONE);
        }
    }

    /** Writes itself. */
    public static final class Written implements Callable<Long>, Externalizable {
        private byte[] data;

        public Written() {}

        Written(byte[] data) {
            this.data = data;
        }

        @Override
        public Long call() {
            return Payloads.sum(data);
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeObject(data);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            data = (byte[]) in.readObject();
        }
    }

    /** Both kinds of task at once: engines test for Runnable first. */
    static final class Both implements Runnable, Callable<String>, Serializable {
        final byte[] data;

        Both(byte[] data) {
            this.data = data;
        }

        @Override
        public void run() {
            Payloads.sum(data);
        }

        @Override
        public String call() {
            return "called";
        }
    }

    /** Leaves a trace in a map, as runnables have no result. */
    static final class Trace implements Runnable, Serializable, HazelcastInstanceAware {
        final String key;
        final byte[] data;
        private transient HazelcastInstance hazelcast;

        Trace(String key, byte[] data) {
            this.key = key;
            this.data = data;
        }

        @Override
        public void run() {
            hazelcast.<String, Long>getMap("traces").merge(key, Payloads.sum(data), Long::sum);
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /** Chooses its member by a key, and tells whether it got there. */
    record Keyed(String key, byte[] data) implements Callable<String>, Serializable, PartitionAware<String> {
        @Override
        public String getPartitionKey() {
            return key;
        }

        @Override
        public String call() {
            return key + Payloads.sum(data);
        }
    }

    /** Asks for the instance, and tells where it runs. */
    static final class Located implements Callable<Boolean>, Serializable, HazelcastInstanceAware {
        final byte[] data;
        final String expectedKey;
        private transient HazelcastInstance hazelcast;

        Located(byte[] data, String expectedKey) {
            this.data = data;
            this.expectedKey = expectedKey;
        }

        @Override
        public Boolean call() {
            var owner =
                    hazelcast.getPartitionService().getPartition(expectedKey).getOwner();
            return data != null && owner.localMember();
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /** A scheduled task with a name, a state that members replicate, and an end of its own. */
    static final class Counting
            implements Runnable, Serializable, NamedTask, StatefulTask<String, Long>, HazelcastInstanceAware {
        final String name;
        final byte[] data;
        private final AtomicLong runs = new AtomicLong();
        private transient HazelcastInstance hazelcast;

        Counting(String name, byte[] data) {
            this.name = name;
            this.data = data;
        }

        @Override
        public void run() {
            hazelcast.<String, Long>getMap("traces").put(name + runs.incrementAndGet(), Payloads.sum(data));
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public void save(Map<String, Long> snapshot) {
            snapshot.put("runs", runs.get());
        }

        @Override
        public void load(Map<String, Long> snapshot) {
            runs.set(snapshot.getOrDefault("runs", 0L));
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    /** Is disposed of by the engine when it has run. */
    record Once(byte[] data) implements Callable<Long>, Serializable, AutoDisposableTask {
        @Override
        public Long call() {
            return Payloads.sum(data);
        }
    }
}
