package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.durableexecutor.impl.DistributedDurableExecutorService;
import com.hazelcast.durableexecutor.impl.DurableExecutorContainer;
import com.hazelcast.executor.impl.DistributedExecutorService;
import com.hazelcast.executor.impl.RunnableAdapter;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.scheduledexecutor.impl.AbstractScheduledExecutorContainerHolder;
import com.hazelcast.scheduledexecutor.impl.DistributedScheduledExecutorService;
import com.hazelcast.scheduledexecutor.impl.ScheduledTaskDescriptor;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;

/**
 * Which tasks the engine's three executor services of a member still hold. Cancelled, rejected and disposed tasks just
 * vanish from there: no listener and no public API tells. Where another version of the engine lacks a field that is
 * read here, everything counts as held: nothing is lost, and claims end when the tasks are garbage. Checked on 5.5.0,
 * 5.6.0 and 5.7.0.
 */
public final class EngineTasks {

    /** How claims are found in what the engine holds. */
    public interface ClaimFinder {

        /** {@return the claim of a task object, or 0} */
        long inTask(Object task);

        /** {@return whether a task object, itself without a claim, may hold another task that has one} */
        boolean mayHide(Object task);

        /** {@return the claim of a serialized task, or 0} */
        long inBytes(byte[] data);
    }

    /** What was held at one moment. */
    public interface Live {

        /** {@return whether a task with that claim is queued, running or kept} */
        boolean mayRun(long claimId);

        /**
         * {@return whether an executor has tasks waiting, among them perhaps ones that have no identity for the engine}
         */
        boolean mayHaveQueued();
    }

    private static final String SUBMITTED_TASKS = "submittedTasks";
    private static final int MEMBER_BIN = -1;

    /** Among claims: there may be others that cannot be seen. No claim has this id. */
    private static final long HIDDEN = 0;

    private final NodeEngineImpl engine;
    private final ClaimFinder finder;
    private final Fields fields;

    public EngineTasks(HazelcastInstance member, ClaimFinder finder) {
        this.engine = ((HazelcastInstanceImpl) member).node.getNodeEngine();
        this.finder = finder;
        this.fields = new Fields();
    }

    /**
     * Looks at all executors. Costs some microseconds for each partition; call it now and then, only where there are
     * tasks.
     */
    public Live look() {
        try {
            var claims = new HashSet<Long>();
            submitted(claims);
            durable(claims);
            scheduled(claims);
            boolean queued = anythingQueued();
            return new Live() {
                @Override
                public boolean mayRun(long claimId) {
                    return claims.contains(claimId) || claims.contains(HIDDEN);
                }

                @Override
                public boolean mayHaveQueued() {
                    return queued;
                }
            };
        } catch (ReflectiveOperationException | RuntimeException e) {
            return EVERYTHING;
        }
    }

    private static final Live EVERYTHING = new Live() {
        @Override
        public boolean mayRun(long claimId) {
            return true;
        }

        @Override
        public boolean mayHaveQueued() {
            return true;
        }
    };

    private void submitted(Set<Long> claims) throws ReflectiveOperationException {
        DistributedExecutorService service = engine.getService(DistributedExecutorService.SERVICE_NAME);
        for (var processor : ((Map<?, ?>) fields.get(service, SUBMITTED_TASKS)).values()) {
            if (!((FutureTask<?>) processor).isDone()) {
                var operation = fields.get(processor, "op");
                long claim = finder.inBytes(((Data) fields.get(operation, "callableData")).toByteArray());
                if (claim != 0) {
                    claims.add(claim);
                }
            }
        }
    }

    private boolean anythingQueued() {
        DistributedExecutorService service = engine.getService(DistributedExecutorService.SERVICE_NAME);
        return service.getStats().keySet().stream()
                .anyMatch(name -> engine.getExecutionService().getExecutor(name).getQueueSize() > 0);
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
                        add(item, claims);
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
                if (!fields.isDone(task)) {
                    add(task.getDefinition().getCommand(), claims);
                }
            }
        }
    }

    private void add(Object task, Set<Long> claims) throws ReflectiveOperationException {
        var inner = undecorated(task);
        long claim = finder.inTask(inner);
        if (claim != 0) {
            claims.add(claim);
        } else if (inner != null && finder.mayHide(inner)) {
            claims.add(HIDDEN);
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
