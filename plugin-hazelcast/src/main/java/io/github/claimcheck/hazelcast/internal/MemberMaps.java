package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Invokes the operations that the member's own proxies would invoke. */
final class MemberMaps extends RawMaps {

    private final NodeEngineImpl engine;

    MemberMaps(HazelcastInstanceImpl member) {
        super(member);
        this.engine = member.node.getNodeEngine();
    }

    @Override
    public CompletableFuture<byte[]> read(String map, Object key) {
        Data keyData = engine.toData(key);
        var operation = provider(map).createGetOperation(map, keyData);
        return this.<Data, byte[]>invoke(operation, keyData, RawMaps::bytes);
    }

    @Override
    public CompletableFuture<?> write(String map, Object key, byte[] serialized) {
        Data keyData = engine.toData(key);
        var operation =
                provider(map).createSetOperation(map, keyData, new HeapData(serialized), AS_CONFIGURED, AS_CONFIGURED);
        return invoke(operation, keyData, done -> null);
    }

    @Override
    public CompletableFuture<?> delete(String map, Object key) {
        Data keyData = engine.toData(key);
        return invoke(provider(map).createDeleteOperation(map, keyData, false), keyData, done -> null);
    }

    @Override
    public <R> CompletableFuture<R> run(String map, Object key, EntryProcessor<?, ?, R> step) {
        if (step instanceof HazelcastInstanceAware aware) {
            aware.setHazelcastInstance(engine.getHazelcastInstance());
        }
        Data keyData = engine.toData(key);
        var operation = provider(map).createEntryOperation(map, keyData, step);
        return this.<Data, R>invoke(operation, keyData, engine::toObject);
    }

    @Override
    public byte[] findLocally(String map, Object key) {
        Data keyData = engine.toData(key);
        int partition = engine.getPartitionService().getPartitionId(keyData);
        if (!engine.getPartitionService().getPartition(partition, false).isOwnerOrBackup(engine.getThisAddress())) {
            return null;
        }
        MapService service = engine.getService(MapService.SERVICE_NAME);
        var records = service.getMapServiceContext().getExistingRecordStore(partition, map);
        return records == null ? null : bytes(records.readBackupData(keyData));
    }

    private MapOperationProvider provider(String map) {
        MapService service = engine.getService(MapService.SERVICE_NAME);
        return service.getMapServiceContext().getMapOperationProvider(map);
    }

    private <A, T> CompletableFuture<T> invoke(MapOperation operation, Data key, Function<A, T> decode) {
        operation.setThreadId(ThreadUtil.getThreadId());
        int partition = engine.getPartitionService().getPartitionId(key);
        return onItsThread(
                () -> engine.getOperationService()
                        .createInvocationBuilder(MapService.SERVICE_NAME, operation, partition)
                        .setResultDeserialized(false)
                        .setFailOnIndeterminateOperationState(engine.getProperties()
                                .getBoolean(ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE))
                        .setAsync()
                        .invoke(),
                decode);
    }
}
