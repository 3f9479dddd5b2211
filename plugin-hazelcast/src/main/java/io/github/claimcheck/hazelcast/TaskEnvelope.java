package io.github.claimcheck.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.scheduledexecutor.StatefulTask;
import io.github.claimcheck.ClaimcheckException;
import io.github.claimcheck.hazelcast.internal.EngineClasses;
import io.github.claimcheck.hazelcast.internal.Initializations;
import io.github.claimcheck.task.BodyReader;
import io.github.claimcheck.task.Envelope;
import io.github.claimcheck.task.OwnCapture;
import io.github.claimcheck.task.TaskTraits;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * A task that has arrived on a member and has not been decoded yet. Decodes itself on the thread that first runs it,
 * and then keeps the task, as the engine keeps the tasks it decodes: a schedule runs one instance again and again.
 *
 * <p>Implements the same of the interfaces that the engine looks for as the task does; hence the variants at the end.
 */
abstract sealed class TaskEnvelope implements HazelcastInstanceAware {

    private static final String CLAIM = " with claim ";
    private static final Pattern SHOWN_CLAIM = Pattern.compile(CLAIM + "(-?\\d{1,19})");

    private final Envelope envelope;
    private final Origin origin;
    private final long arrivedAt = System.nanoTime();
    private final Initializations initializations = new Initializations();
    private volatile Decoded decoded;

    /**
     * What a task was read from.
     *
     * @param bytes the wire form of the envelope
     * @param link the way to the plugin of the instance that has read it
     * @param classes finds the classes of the task
     */
    record Origin(Envelope envelope, byte[] bytes, PluginLink link, EngineClasses classes) {}

    /** The task, and the reader that knows which of its captures came from which stored object. */
    private record Decoded(Object task, BodyReader reader) {}

    private TaskEnvelope(Origin origin) {
        this.envelope = origin.envelope;
        this.origin = origin;
    }

    /** Makes the variant for the task's interfaces and tells the plugin that a task has arrived. Never blocks. */
    static TaskEnvelope arrived(Origin origin) {
        var task = create(origin);
        var envelope = origin.envelope;
        var plugin = origin.link.find();
        if (plugin != null && envelope.hasReferences()) {
            if (plugin.isOpen()) {
                plugin.store().expect(envelope.keys());
            }
            plugin.liveTasks().arrived(task);
        }
        return task;
    }

    private static TaskEnvelope create(Origin origin) {
        int traits = origin.envelope.traits();
        boolean runnable = (traits & TaskTraits.RUNNABLE) != 0;
        boolean callable = (traits & TaskTraits.CALLABLE) != 0;
        if ((traits & TaskTraits.STATEFUL) != 0) {
            return runnable
                    ? callable ? new OfStatefulBoth(origin) : new OfStatefulRunnable(origin)
                    : new OfStatefulCallable(origin);
        }
        return runnable ? callable ? new OfBoth(origin) : new OfRunnable(origin) : new OfCallable(origin);
    }

    /** The engine sends the task to another member. {@return the wire form that this envelope was read from} */
    byte[] passOn() {
        var plugin = origin.link.find();
        if (plugin != null && envelope.hasReferences()) {
            plugin.liveTasks().passesOn(envelope);
        }
        return origin.bytes;
    }

    Envelope envelope() {
        return envelope;
    }

    /** The engine calls this whenever it initializes what it takes for the task. */
    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        initializations.count(this instanceof Runnable);
    }

    Object callTask() throws Exception {
        var plugin = plugin();
        try (var run = plugin.liveTasks().started(this)) {
            var result = ((Callable<?>) task(plugin)).call();
            return envelope.submitter() == null
                    ? result
                    : plugin.results().send(result, envelope.submitter(), this::findCapture);
        }
    }

    void runTask() {
        var plugin = plugin();
        try (var run = plugin.liveTasks().started(this)) {
            ((Runnable) task(plugin)).run();
        }
    }

    @SuppressWarnings("unchecked")
    StatefulTask<Object, Object> statefulTask() {
        return (StatefulTask<Object, Object>) task(plugin());
    }

    private Plugin plugin() {
        var plugin = origin.link.find();
        if (plugin == null) {
            throw new ClaimcheckException(
                    "Cannot run " + this + ": the Claimcheck service of this member is not running");
        }
        return plugin;
    }

    private Object task(Plugin plugin) {
        var known = decoded;
        if (known == null) {
            // Two runs of one envelope (a durable task that is run again) may both decode it; the first one wins.
            var fresh = decode(plugin);
            synchronized (this) {
                if (decoded == null) {
                    decoded = fresh;
                }
                known = decoded;
            }
        }
        return known.task();
    }

    private Decoded decode(Plugin plugin) {
        long start = System.nanoTime();
        try {
            var source = new TaskSource(plugin, envelope.taskName(), origin.classes, arrivedAt);
            var reader = new BodyReader(plugin.graphs(), origin.classes, source);
            return new Decoded(initializations.repeat(reader.read(envelope), plugin.instance()), reader);
        } catch (ClaimcheckException | HazelcastSerializationException e) {
            throw e;
        } catch (BodyReader.CaptureException e) {
            throw new HazelcastSerializationException(e.getCause());
        } catch (Exception e) {
            // As the engine wraps what goes wrong when it decodes a task.
            throw new HazelcastSerializationException(e);
        } finally {
            plugin.counters().resolveNanos.add(System.nanoTime() - start);
        }
    }

    private OwnCapture findCapture(Object result) {
        return decoded.reader().find(result, decoded.task());
    }

    /** Cheap, because the engine calls it for every task. Names the claim, by which a queued task is found. */
    @Override
    public String toString() {
        var name = envelope.taskName().isEmpty() ? "task" : envelope.taskName();
        return envelope.hasReferences() ? name + CLAIM + envelope.claimId() : name;
    }

    /** {@return the claim of a task that shows as {@code shown}, perhaps inside one of the engine's adapters; or 0} */
    static long claimIn(String shown) {
        var claim = SHOWN_CLAIM.matcher(shown);
        return claim.find() ? Long.parseLong(claim.group(1)) : 0;
    }

    private static final class OfCallable extends TaskEnvelope implements Callable<Object> {
        OfCallable(Origin origin) {
            super(origin);
        }

        @Override
        public Object call() throws Exception {
            return callTask();
        }
    }

    private static final class OfRunnable extends TaskEnvelope implements Runnable {
        OfRunnable(Origin origin) {
            super(origin);
        }

        @Override
        public void run() {
            runTask();
        }
    }

    private static final class OfBoth extends TaskEnvelope implements Runnable, Callable<Object> {
        OfBoth(Origin origin) {
            super(origin);
        }

        @Override
        public void run() {
            runTask();
        }

        @Override
        public Object call() throws Exception {
            return callTask();
        }
    }

    /** What the stateful variants have in common. */
    private abstract static sealed class Stateful extends TaskEnvelope implements StatefulTask<Object, Object> {
        Stateful(Origin origin) {
            super(origin);
        }

        @Override
        public void save(Map<Object, Object> snapshot) {
            statefulTask().save(snapshot);
        }

        @Override
        public void load(Map<Object, Object> snapshot) {
            statefulTask().load(snapshot);
        }
    }

    private static final class OfStatefulCallable extends Stateful implements Callable<Object> {
        OfStatefulCallable(Origin origin) {
            super(origin);
        }

        @Override
        public Object call() throws Exception {
            return callTask();
        }
    }

    private static final class OfStatefulRunnable extends Stateful implements Runnable {
        OfStatefulRunnable(Origin origin) {
            super(origin);
        }

        @Override
        public void run() {
            runTask();
        }
    }

    private static final class OfStatefulBoth extends Stateful implements Runnable, Callable<Object> {
        OfStatefulBoth(Origin origin) {
            super(origin);
        }

        @Override
        public void run() {
            runTask();
        }

        @Override
        public Object call() throws Exception {
            return callTask();
        }
    }
}
