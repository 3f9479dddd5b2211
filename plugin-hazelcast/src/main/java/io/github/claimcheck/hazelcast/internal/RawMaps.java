package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.protocol.codec.MapDeleteCodec;
import com.hazelcast.client.impl.protocol.codec.MapGetCodec;
import com.hazelcast.client.impl.protocol.codec.MapSetCodec;
import com.hazelcast.client.impl.protocol.codec.MapSubmitToKeyCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
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
import java.util.function.Supplier;

/**
 * Uses maps from any thread and without waiting, values in serialized form. Each future completes on a thread of the
 * engine that must not be held up, a partition thread among them, or at once on the caller's; and so does what depends
 * on it. The public {@code getAsync} deserializes what it reads, on a member twice, which copies every byte each time;
 * a future of the public API completes itself, and what depends on it, on a thread that it starts for the purpose where
 * there are only two processors; and a member that shuts down still runs the tasks in its queues, while its maps refuse
 * to be used. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class RawMaps {

    /** The time that an entry lives, as the map's configuration says. */
    private static final long AS_CONFIGURED = -1;

    private final HazelcastInstance instance;

    /** @param instance a member or a client that has started */
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
     *     is none
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
     * @return completes when the value and its backups are written
     */
    public CompletableFuture<?> write(String map, Object key, byte[] serialized) {
        var value = new HeapData(serialized);
        return instance instanceof HazelcastClientInstanceImpl client
                ? writeFromClient(client, map, key, value)
                : writeFromMember(engine(), map, key, value);
    }

    /**
     * Starts to delete a value on the member that owns it.
     *
     * @return completes when the value and its backups are deleted
     */
    public CompletableFuture<?> delete(String map, Object key) {
        return instance instanceof HazelcastClientInstanceImpl client
                ? deleteFromClient(client, map, key)
                : deleteFromMember(engine(), map, key);
    }

    /**
     * Starts to run an entry processor on the member that owns the key.
     *
     * @return completes with what it returned, when backups are written
     */
    public <R> CompletableFuture<R> run(String map, Object key, EntryProcessor<?, ?, R> step) {
        return instance instanceof HazelcastClientInstanceImpl client
                ? runFromClient(client, map, key, step)
                : runFromMember(engine(), map, key, step);
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
        var request = MapGetCodec.encodeRequest(map, keyData, ThreadUtil.getThreadId());
        return invoke(client, map, keyData, request, response -> bytes(MapGetCodec.decodeResponse(response)));
    }

    private static CompletableFuture<?> writeFromClient(
            HazelcastClientInstanceImpl client, String map, Object key, Data value) {
        Data keyData = client.getSerializationService().toData(key);
        var request = MapSetCodec.encodeRequest(map, keyData, value, ThreadUtil.getThreadId(), AS_CONFIGURED);
        return invoke(client, map, keyData, request, response -> null);
    }

    private static CompletableFuture<?> deleteFromClient(HazelcastClientInstanceImpl client, String map, Object key) {
        Data keyData = client.getSerializationService().toData(key);
        var request = MapDeleteCodec.encodeRequest(map, keyData, ThreadUtil.getThreadId());
        return invoke(client, map, keyData, request, response -> null);
    }

    private static <R> CompletableFuture<R> runFromClient(
            HazelcastClientInstanceImpl client, String map, Object key, EntryProcessor<?, ?, R> step) {
        var serialization = client.getSerializationService();
        Data keyData = serialization.toData(key);
        var request =
                MapSubmitToKeyCodec.encodeRequest(map, serialization.toData(step), keyData, ThreadUtil.getThreadId());
        return invoke(
                client,
                map,
                keyData,
                request,
                response -> serialization.toObject(MapSubmitToKeyCodec.decodeResponse(response)));
    }

    private static <T> CompletableFuture<T> invoke(
            HazelcastClientInstanceImpl client,
            String map,
            Data key,
            ClientMessage request,
            Function<ClientMessage, T> decode) {
        int partition = client.getClientPartitionService().getPartitionId(key);
        return onItsThread(() -> new ClientInvocation(client, request, map, partition).invoke(), decode);
    }

    private static CompletableFuture<byte[]> readFromMember(NodeEngineImpl engine, String map, Object key) {
        Data keyData = engine.toData(key);
        var operation = provider(engine, map).createGetOperation(map, keyData);
        return RawMaps.<Data, byte[]>invoke(engine, operation, keyData, RawMaps::bytes);
    }

    private static CompletableFuture<?> writeFromMember(NodeEngineImpl engine, String map, Object key, Data value) {
        Data keyData = engine.toData(key);
        var operation = provider(engine, map).createSetOperation(map, keyData, value, AS_CONFIGURED, AS_CONFIGURED);
        return invoke(engine, operation, keyData, done -> null);
    }

    private static CompletableFuture<?> deleteFromMember(NodeEngineImpl engine, String map, Object key) {
        Data keyData = engine.toData(key);
        return invoke(engine, provider(engine, map).createDeleteOperation(map, keyData, false), keyData, done -> null);
    }

    private static <R> CompletableFuture<R> runFromMember(
            NodeEngineImpl engine, String map, Object key, EntryProcessor<?, ?, R> step) {
        if (step instanceof HazelcastInstanceAware aware) {
            aware.setHazelcastInstance(engine.getHazelcastInstance());
        }
        Data keyData = engine.toData(key);
        var operation = provider(engine, map).createEntryOperation(map, keyData, step);
        return RawMaps.<Data, R>invoke(engine, operation, keyData, engine::toObject);
    }

    private static MapOperationProvider provider(NodeEngineImpl engine, String map) {
        MapService service = engine.getService(MapService.SERVICE_NAME);
        return service.getMapServiceContext().getMapOperationProvider(map);
    }

    private static <A, T> CompletableFuture<T> invoke(
            NodeEngineImpl engine, MapOperation operation, Data key, Function<A, T> decode) {
        operation.setThreadId(ThreadUtil.getThreadId());
        int partition = engine.getPartitionService().getPartitionId(key);
        return RawMaps.<A, T>onItsThread(
                () -> engine.getOperationService()
                        .createInvocationBuilder(MapService.SERVICE_NAME, operation, partition)
                        .setResultDeserialized(false)
                        .setFailOnIndeterminateOperationState(engine.getProperties()
                                .getBoolean(ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE))
                        .setAsync()
                        .invoke(),
                decode);
    }

    /**
     * A plain future, because what is chained to one of the engine's runs on the threads that the engine starts. It
     * fails, too, if the engine refuses the invocation at once, as it does when there are too many.
     */
    private static <A, T> CompletableFuture<T> onItsThread(
            Supplier<CompletableFuture<A>> invocation, Function<A, T> decode) {
        CompletableFuture<A> answer;
        try {
            answer = invocation.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        var plain = new CompletableFuture<T>();
        answer.whenCompleteAsync((value, failure) -> complete(plain, value, failure, decode), Runnable::run);
        return plain;
    }

    private static <A, T> void complete(CompletableFuture<T> plain, A value, Throwable failure, Function<A, T> decode) {
        if (failure != null) {
            plain.completeExceptionally(failure);
            return;
        }
        try {
            plain.complete(decode.apply(value));
        } catch (Throwable e) {
            // Errors too: nobody else would hear of them, and who waits would wait on.
            plain.completeExceptionally(e);
        }
    }

    private static byte[] bytes(Data data) {
        return data == null ? null : data.toByteArray();
    }
}
