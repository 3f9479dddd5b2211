package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.durableexecutor.impl.DistributedDurableExecutorService;
import com.hazelcast.durableexecutor.impl.DurableExecutorContainer;
import com.hazelcast.executor.impl.DistributedExecutorService;
import com.hazelcast.executor.impl.RunnableAdapter;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.executor.CachedExecutorServiceDelegate;
import com.hazelcast.scheduledexecutor.impl.AbstractScheduledExecutorContainerHolder;
import com.hazelcast.scheduledexecutor.impl.DistributedScheduledExecutorService;
import com.hazelcast.scheduledexecutor.impl.ScheduledTaskDescriptor;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Which tasks the engine's three executor services of a member still hold. Cancelled, rejected and disposed tasks just
 * vanish from there: no listener and no public API tells. Where another version of the engine lacks a class, method or
 * field that is used here, everything counts as held: nothing is lost, and claims end when the tasks are garbage.
 * Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class EngineTasks {

    /** How claims are found in what the engine holds. */
    public interface ClaimFinder {

        /** {@return the claim of a task object, or 0} */
        long inTask(Object task);

        /** {@return the claim of a task object by what it shows as, or 0} */
        long inName(String shown);

        /** {@return the claim of a serialized task, or 0} */
        long inBytes(byte[] data);
    }

    /** What was held at one moment. */
    public interface Snapshot {

        /** {@return whether a task with that claim is queued, running or kept} */
        boolean mayRun(long claimId);
    }

    private static final String PROCESSOR = DistributedExecutorService.class.getName() + "$Processor";
    private static final String SUBMITTED_TASKS = "submittedTasks";
    private static final String EXECUTORS = "executors";
    private static final String DURABLE_EXECUTORS = "durableExecutors";
    private static final int MEMBER_BIN = -1;

    private final NodeEngineImpl engine;
    private final ClaimFinder finder;
    private final Fields fields;

    /** Those that were shut down or destroyed, too, until they have run what is in their queues. */
    private final Set<CachedExecutorServiceDelegate> executors = ConcurrentHashMap.newKeySet();

    /** @param member one that has started; the engine's own instance, not the user's proxy */
    public EngineTasks(HazelcastInstance member, ClaimFinder finder) {
        this.engine = ((HazelcastInstanceImpl) member).node.getNodeEngine();
        this.finder = finder;
        this.fields = new Fields();
    }

    /**
     * Looks at all executors. Costs some microseconds for each partition; call it now and then, only where there are
     * tasks.
     */
    public Snapshot snapshot() {
        var claims = new HashSet<Long>();
        try {
            submitted(claims);
            queued(claims);
            durable(claims);
            scheduled(claims);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return claimId -> true;
        }
        return claims::contains;
    }

    private Map<?, ?> submittedTasks() throws ReflectiveOperationException {
        DistributedExecutorService service = engine.getService(DistributedExecutorService.SERVICE_NAME);
        return (Map<?, ?>) fields.get(service, SUBMITTED_TASKS);
    }

    private void submitted(Set<Long> claims) throws ReflectiveOperationException {
        for (var processor : submittedTasks().values()) {
            if (!((FutureTask<?>) processor).isDone()) {
                submitted(processor, claims);
            }
        }
    }

    private void submitted(Object processor, Set<Long> claims) throws ReflectiveOperationException {
        var operation = fields.get(processor, "op");
        var data = (Data) fields.get(operation, "callableData");
        claims.add(finder.inBytes(data.toByteArray()));
    }

    /**
     * What waits for a thread without being among the submitted or the durable tasks: tasks with a callback, to which
     * the engine gives no id, those that it forgets when the halves of a cluster merge, and durable tasks that were
     * disposed of, or whose partition has moved.
     */
    private void queued(Set<Long> claims) throws ReflectiveOperationException {
        meetExecutors();
        var known = submittedTasks();
        for (var executor : executors) {
            for (var task : (Queue<?>) fields.get(executor, "taskQ")) {
                if (task instanceof DurableExecutorContainer.TaskProcessor) {
                    claims.add(finder.inName((String) fields.get(task, "callableString")));
                } else if (task.getClass().getName().equals(PROCESSOR) && !isKnown(task, known)) {
                    submitted(task, claims);
                }
            }
        }
        // In this order: a queue that is empty after its executor has gone stays empty.
        executors.removeIf(executor -> executor.isShutdown() && executor.getQueueSize() == 0);
    }

    private boolean isKnown(Object processor, Map<?, ?> submittedTasks) throws ReflectiveOperationException {
        var id = fields.get(processor, "uuid");
        return ((FutureTask<?>) processor).isDone() || id != null && submittedTasks.containsKey(id);
    }

    /** A task arrives, and may wait in an executor that is soon shut down. Cheap; called by any thread. */
    public void taskArrives() {
        try {
            meetExecutors();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Then nobody can look into them either, and everything counts as held.
        }
    }

    private void meetExecutors() throws ReflectiveOperationException {
        for (var name : List.of(EXECUTORS, DURABLE_EXECUTORS)) {
            for (var executor : ((Map<?, ?>) fields.get(engine.getExecutionService(), name)).values()) {
                if (executor instanceof CachedExecutorServiceDelegate delegate) {
                    executors.add(delegate);
                }
            }
        }
    }

    private void durable(Set<Long> claims) throws ReflectiveOperationException {
        DistributedDurableExecutorService service = engine.getService(DistributedDurableExecutorService.SERVICE_NAME);
        for (int partition = 0; partition < partitionCount(); partition++) {
            var containers = (Map<?, ?>) fields.get(service.getPartitionContainer(partition), "executorContainerMap");
            for (var container : containers.values()) {
                var tasks =
                        ((DurableExecutorContainer) container).getRingBuffer().iterator();
                while (tasks.hasNext()) {
                    var item = tasks.next();
                    if (tasks.isTask()) {
                        claims.add(finder.inTask(undecorated(item)));
                    }
                }
            }
        }
    }

    private void scheduled(Set<Long> claims) throws ReflectiveOperationException {
        DistributedScheduledExecutorService service =
                engine.getService(DistributedScheduledExecutorService.SERVICE_NAME);
        for (int partition = MEMBER_BIN; partition < partitionCount(); partition++) {
            scheduled((AbstractScheduledExecutorContainerHolder) service.getPartitionOrMemberBin(partition), claims);
        }
    }

    private void scheduled(AbstractScheduledExecutorContainerHolder holder, Set<Long> claims)
            throws ReflectiveOperationException {
        for (var container : holder.getContainers()) {
            for (ScheduledTaskDescriptor task : container.getTasks()) {
                if (mayRunAgain(task)) {
                    claims.add(finder.inTask(undecorated(task.getDefinition().getCommand())));
                }
            }
        }
    }

    private boolean mayRunAgain(ScheduledTaskDescriptor task) throws ReflectiveOperationException {
        try {
            return !fields.isDone(task);
        } catch (InvocationTargetException e) {
            // A task that was refused because its executor is shut down answers like that until it is disposed of.
            return !(e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof RejectedExecutionException);
        }
    }

    private Object undecorated(Object task) throws ReflectiveOperationException {
        var inner = task;
        while (inner != null) {
            if (inner instanceof RunnableAdapter<?> adapter) {
                inner = adapter.getRunnable();
            } else if (fields.isDecorator(inner)) {
                inner = fields.get(inner, "delegate");
            } else {
                return inner;
            }
        }
        return null;
    }

    private int partitionCount() {
        return engine.getPartitionService().getPartitionCount();
    }
}
