package io.github.claimcheck.it.differential;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.partition.PartitionAware;
import com.hazelcast.scheduledexecutor.NamedTask;
import com.hazelcast.scheduledexecutor.StatefulTask;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** Tasks of every shape around the same work. They know Hazelcast and nothing of the plugin. */
final class Tasks {

    private Tasks() {}

    static Callable<Object> of(Random random, Work work, List<Object> captures) {
        var first = captures.get(0);
        var second = captures.get(captures.size() - 1);
        return switch (random.nextInt(11)) {
            case 0, 1 -> (Work.Job) () -> work.on(Arrays.asList(first, second));
            case 2 -> (Work.Job) () -> work.on(captures);
            case 3 -> anonymous(work, captures);
            case 4 -> new OfRecord(work, first, second);
            case 5 -> new OfClass(work, captures);
            case 6 -> new OfExternalizable(work, captures);
            case 7 -> (Work.Job) new Holder(work, captures)::run;
            case 8 -> new Aware(work, captures);
            case 9 -> new Keyed(work, captures, "key" + random.nextInt(20));
            default -> new Stateful(work, captures);
        };
    }

    private static Callable<Object> anonymous(Work work, List<Object> captures) {
        abstract class Base implements Work.Job {}
        return new Base() {
            @Override
            public Object call() {
                return work.on(captures);
            }
        };
    }

    record OfRecord(Work work, Object first, Object second) implements Callable<Object>, Serializable {
        @Override
        public Object call() {
            return work.on(Arrays.asList(first, second));
        }
    }

    private static final class OfClass implements Callable<Object>, Serializable {
        private final Work work;
        private final Object[] captures;

        OfClass(Work work, List<Object> captures) {
            this.work = work;
            this.captures = captures.toArray();
        }

        @Override
        public Object call() {
            return work.on(Arrays.asList(captures));
        }
    }

    /** Writes itself. */
    public static final class OfExternalizable implements Callable<Object>, Externalizable {
        private Work work;
        private List<Object> captures = new ArrayList<>();

        public OfExternalizable() {}

        OfExternalizable(Work work, List<Object> captures) {
            this.work = work;
            this.captures = captures;
        }

        @Override
        public Object call() {
            return work.on(captures);
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(work.name());
            out.writeInt(captures.size());
            for (var capture : captures) {
                out.writeObject(capture);
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            work = Work.valueOf(in.readUTF());
            int count = in.readInt();
            for (var i = 0; i < count; i++) {
                captures.add(in.readObject());
            }
        }
    }

    /** Its method is a task. */
    private record Holder(Work work, List<Object> captures) implements Serializable {
        Object run() {
            return work.on(captures);
        }
    }

    private static final class Aware implements Callable<Object>, Serializable, HazelcastInstanceAware {
        private final Work work;
        private final List<Object> captures;
        private transient HazelcastInstance hazelcast;

        Aware(Work work, List<Object> captures) {
            this.work = work;
            this.captures = captures;
        }

        @Override
        public Object call() {
            return new UserTypes.Pair(hazelcast.getConfig().getClusterName(), work.on(captures));
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
        }
    }

    private record Keyed(Work work, List<Object> captures, String key)
            implements Callable<Object>, Serializable, PartitionAware<String> {
        @Override
        public Object call() {
            return work.on(captures);
        }

        @Override
        public String getPartitionKey() {
            return key;
        }
    }

    private static final class Stateful
            implements Callable<Object>, Serializable, NamedTask, StatefulTask<String, Integer> {
        private final Work work;
        private final List<Object> captures;
        private int runs;

        Stateful(Work work, List<Object> captures) {
            this.work = work;
            this.captures = captures;
        }

        @Override
        public Object call() {
            runs++;
            return new UserTypes.Pair(runs, work.on(captures));
        }

        @Override
        public String getName() {
            return "stateful-" + Thread.currentThread().getId() + "-" + System.identityHashCode(this);
        }

        @Override
        public void save(Map<String, Integer> snapshot) {
            snapshot.put("runs", runs);
        }

        @Override
        public void load(Map<String, Integer> snapshot) {
            runs = snapshot.getOrDefault("runs", 0);
        }
    }

    /** A task without a result: what its inner task came to goes into a queue. */
    static final class Leaving implements Runnable, Serializable, HazelcastInstanceAware {
        private final Callable<Object> task;
        private final String queue;
        private transient HazelcastInstance hazelcast;

        Leaving(Callable<Object> task, String queue) {
            this.task = task;
            this.queue = queue;
        }

        @Override
        public void run() {
            hazelcast.<String>getQueue(queue).add(outcome());
        }

        private String outcome() {
            try {
                return Outcome.of(task.call()).text();
            } catch (Exception e) {
                return Outcome.failed(e).text();
            }
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            hazelcast = instance;
            if (task instanceof HazelcastInstanceAware aware) {
                aware.setHazelcastInstance(instance);
            }
        }
    }
}
