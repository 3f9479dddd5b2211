package io.github.claimcheck.it.coexistence;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.ManagedContext;
import com.hazelcast.spring.context.SpringAware;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tasks that ask for things, and a context that gives them. All live in one JVM, which counts what tasks were given.
 */
public final class ContextTasks {

    private static final Map<String, Map<String, Integer>> GIVEN = new ConcurrentHashMap<>();
    private static final Set<String> OTHERS = new ConcurrentSkipListSet<>();

    private ContextTasks() {}

    /** {@return what the task of that id was given before it ran, and how often} */
    static Map<String, Integer> given(String id) {
        return GIVEN.get(id);
    }

    /** {@return the names of tasks of other classes that a context has seen} */
    static Set<String> others() {
        return OTHERS;
    }

    /** A bean of the application. */
    public static final class Greeting {
        String text() {
            return "hello";
        }
    }

    /** Notes what it is given. Copies that the engine keeps and never runs are no matter. */
    @SpringAware
    public abstract static class Asking implements Serializable, HazelcastInstanceAware {
        private final String id;
        private final byte[] data;
        private transient Map<String, Integer> given;

        Asking(String id, byte[] data) {
            this.id = id;
            this.data = data;
        }

        @Autowired
        public void setGreeting(Greeting bean) {
            note(bean.text());
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance hazelcast) {
            note(hazelcast == null ? "nothing" : "instance");
        }

        void note(String what) {
            given = given == null ? new TreeMap<>() : given;
            given.merge(what, 1, Integer::sum);
        }

        String result() {
            GIVEN.put(id, given);
            return "done " + data.length;
        }
    }

    public static final class AskingCallable extends Asking implements Callable<String> {
        AskingCallable(String id, byte[] data) {
            super(id, data);
        }

        @Override
        public String call() {
            return result();
        }
    }

    public static final class AskingRunnable extends Asking implements Runnable {
        AskingRunnable(String id, byte[] data) {
            super(id, data);
        }

        @Override
        public void run() {
            result();
        }
    }

    /** A context of the user's own, which is shown what the engine has decoded. */
    static final class Noting implements ManagedContext {
        @Override
        public Object initialize(Object object) {
            if (object instanceof Asking task) {
                task.note("context");
            } else if (object instanceof Callable<?> || object instanceof Runnable) {
                OTHERS.add(object.getClass().getName());
            }
            return object;
        }
    }
}
