package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.client.impl.protocol.codec.MapGetCodec;
import com.hazelcast.client.impl.protocol.codec.MapSetCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.operationservice.InvocationBuilder;
import java.util.concurrent.CompletableFuture;

/**
 * Reads and writes map values in serialized form, from any thread and without waiting. The public {@code getAsync}
 * deserializes what it reads, on a member twice, which copies every byte each time; and a future of the public API,
 * also that of {@code setAsync}, completes itself once more on a thread that it starts for the purpose where there are
 * only two processors. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class RawMaps {

    /** The time that an entry lives, as the map's configuration says. */
    private static final long AS_CONFIGURED = -1;

    private final HazelcastInstance instance;

    public RawMaps(HazelcastInstance instance) {
        this.instance = unwrap(instance);
    }

    private static HazelcastInstance unwrap(HazelcastInstance instance) {
        if (instance instanceof HazelcastInstanceProxy member) {
            return member.getOriginal();
        }
        return instance instanceof HazelcastClientProxy proxy ? proxy.client : instance;
    }

    /**
     * Starts to read a value from the member that owns it.
     *
     * @return completes with the serialized value, which may be the stored array itself, or with {@code null} if there
     *     is none; on a thread of the engine that must not be held up
     */
    public CompletableFuture<byte[]> read(String map, Object key) {
        return instance instanceof HazelcastClientInstanceImpl client
                ? readFromClient(client, map, key)
                : readFromMember(engine(), map, key);
    }

    /**
     * Starts to write a value to the member that owns it.
     *
     * @param serialized the value, which may become the stored array itself
     * @return completes when the value and its backups are written; on a thread of the engine that must not be held up
     */
    public CompletableFuture<?> write(String map, Object key, byte[] serialized) {
        var value = new HeapData(serialized);
        return instance instanceof HazelcastClientInstanceImpl client
                ? writeFromClient(client, map, key, value)
                : writeFromMember(engine(), map, key, value);
    }

    /**
     * {@return the stored array of a value of which this member has a replica, or {@code null} if there is none} Only
     * for values that never change: the replica may be behind.
     */
    public byte[] findLocally(String map, Object key) {
        if (instance instanceof HazelcastClientInstanceImpl) {
            return null;
        }
        var engine = engine();
        Data keyData = engine.toData(key);
        int partition = engine.getPartitionService().getPartitionId(keyData);
        if (!engine.getPartitionService().getPartition(partition, false).isOwnerOrBackup(engine.getThisAddress())) {
            return null;
        }
        MapService service = engine.getService(MapService.SERVICE_NAME);
        var records = service.getMapServiceContext().getExistingRecordStore(partition, map);
        return records == null ? null : bytes(records.readBackupData(keyData));
    }

    /** {@return the object of these serialized bytes} */
    public <T> T toObject(byte[] serialized) {
        return EngineAccess.serialization(instance).toObject(new HeapData(serialized));
    }

    private NodeEngineImpl engine() {
        return ((HazelcastInstanceImpl) instance).node.getNodeEngine();
    }

    private static CompletableFuture<byte[]> readFromClient(
            HazelcastClientInstanceImpl client, String map, Object key) {
        Data keyData = client.getSerializationService().toData(key);
        int partition = client.getClientPartitionService().getPartitionId(keyData);
        var request = MapGetCodec.encodeRequest(map, keyData, ThreadUtil.getThreadId());
        return new ClientInvocation(client, request, map, partition)
                .invoke()
                .thenApplyAsync(response -> bytes(MapGetCodec.decodeResponse(response)), Runnable::run);
    }

    private static CompletableFuture<?> writeFromClient(
            HazelcastClientInstanceImpl client, String map, Object key, Data value) {
        Data keyData = client.getSerializationService().toData(key);
        int partition = client.getClientPartitionService().getPartitionId(keyData);
        var request = MapSetCodec.encodeRequest(map, keyData, value, ThreadUtil.getThreadId(), AS_CONFIGURED);
        return new ClientInvocation(client, request, map, partition).invoke();
    }

    private static CompletableFuture<?> writeFromMember(NodeEngineImpl engine, String map, Object key, Data value) {
        Data keyData = engine.toData(key);
        var operation = provider(engine, map).createSetOperation(map, keyData, value, AS_CONFIGURED, AS_CONFIGURED);
        return invocation(engine, operation, keyData).invoke();
    }

    private static CompletableFuture<byte[]> readFromMember(NodeEngineImpl engine, String map, Object key) {
        Data keyData = engine.toData(key);
        var operation = provider(engine, map).createGetOperation(map, keyData);
        return invocation(engine, operation, keyData).<Data>invoke().thenApplyAsync(RawMaps::bytes, Runnable::run);
    }

    private static MapOperationProvider provider(NodeEngineImpl engine, String map) {
        MapService service = engine.getService(MapService.SERVICE_NAME);
        return service.getMapServiceContext().getMapOperationProvider(map);
    }

    private static InvocationBuilder invocation(NodeEngineImpl engine, MapOperation operation, Data key) {
        operation.setThreadId(ThreadUtil.getThreadId());
        int partition = engine.getPartitionService().getPartitionId(key);
        return engine.getOperationService()
                .createInvocationBuilder(MapService.SERVICE_NAME, operation, partition)
                .setResultDeserialized(false)
                .setAsync();
    }

    private static byte[] bytes(Data data) {
        return data == null ? null : data.toByteArray();
    }
}
