package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.protocol.codec.MapDeleteCodec;
import com.hazelcast.client.impl.protocol.codec.MapGetCodec;
import com.hazelcast.client.impl.protocol.codec.MapSetCodec;
import com.hazelcast.client.impl.protocol.codec.MapSubmitToKeyCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.map.EntryProcessor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends what the client's own proxies would send. */
final class ClientMaps extends RawMaps {

    private final HazelcastClientInstanceImpl client;

    ClientMaps(HazelcastClientInstanceImpl client) {
        super(client);
        this.client = client;
    }

    @Override
    public CompletableFuture<byte[]> read(String map, Object key) {
        Data keyData = client.getSerializationService().toData(key);
        var request = MapGetCodec.encodeRequest(map, keyData, ThreadUtil.getThreadId());
        return invoke(map, keyData, request, response -> bytes(MapGetCodec.decodeResponse(response)));
    }

    @Override
    public CompletableFuture<?> write(String map, Object key, byte[] serialized) {
        Data keyData = client.getSerializationService().toData(key);
        var request = MapSetCodec.encodeRequest(
                map, keyData, new HeapData(serialized), ThreadUtil.getThreadId(), AS_CONFIGURED);
        return invoke(map, keyData, request, response -> null);
    }

    @Override
    public CompletableFuture<?> delete(String map, Object key) {
        Data keyData = client.getSerializationService().toData(key);
        var request = MapDeleteCodec.encodeRequest(map, keyData, ThreadUtil.getThreadId());
        return invoke(map, keyData, request, response -> null);
    }

    @Override
    public <R> CompletableFuture<R> run(String map, Object key, EntryProcessor<?, ?, R> step) {
        var serialization = client.getSerializationService();
        Data keyData = serialization.toData(key);
        var request =
                MapSubmitToKeyCodec.encodeRequest(map, serialization.toData(step), keyData, ThreadUtil.getThreadId());
        return invoke(
                map,
                keyData,
                request,
                response -> serialization.toObject(MapSubmitToKeyCodec.decodeResponse(response)));
    }

    @Override
    public byte[] findLocally(String map, Object key) {
        return null;
    }

    private <T> CompletableFuture<T> invoke(
            String map, Data key, ClientMessage request, Function<ClientMessage, T> decode) {
        int partition = client.getClientPartitionService().getPartitionId(key);
        return onItsThread(() -> new ClientInvocation(client, request, map, partition).invoke(), decode);
    }
}
