package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import java.util.concurrent.CompletionStage;

/**
 * Runs entry processors, also on a member that shuts down: it still runs the tasks in its queues, while its maps refuse
 * to be used. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class MapSteps {

    private MapSteps() {}

    /** Starts to run {@code step} on the member that owns {@code key}. Never blocks. */
    public static <K, V, R> CompletionStage<R> submit(
            HazelcastInstance instance, IMap<K, V> map, K key, EntryProcessor<K, V, R> step) {
        var engine = EngineAccess.nodeEngine(instance);
        if (engine == null || engine.isRunning()) {
            return map.submitToKey(key, step);
        }
        if (step instanceof HazelcastInstanceAware aware) {
            aware.setHazelcastInstance(instance);
        }
        var data = engine.toData(key);
        MapService service = engine.getService(MapService.SERVICE_NAME);
        var provider = service.getMapServiceContext().getMapOperationProvider(map.getName());
        return engine.getOperationService()
                .createInvocationBuilder(
                        MapService.SERVICE_NAME,
                        provider.createEntryOperation(map.getName(), data, step),
                        engine.getPartitionService().getPartitionId(data))
                .setAsync()
                .invoke();
    }
}
