package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.map.EntryProcessor;
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
public abstract class RawMaps {

    /** The time that an entry lives, as the map's configuration says. */
    static final long AS_CONFIGURED = -1;

    private final HazelcastInstance instance;

    RawMaps(HazelcastInstance instance) {
        this.instance = instance;
    }

    /**
     * {@return the maps of an instance}
     *
     * @param instance a member or a client that has started
     */
    public static RawMaps of(HazelcastInstance instance) {
        if (instance instanceof HazelcastClientProxy proxy) {
            return new ClientMaps(proxy.client);
        }
        if (instance instanceof HazelcastClientInstanceImpl client) {
            return new ClientMaps(client);
        }
        return new MemberMaps((HazelcastInstanceImpl)
                (instance instanceof HazelcastInstanceProxy member ? member.getOriginal() : instance));
    }

    /**
     * Starts to read a value from the member that owns it.
     *
     * @return completes with the serialized value, which may be the stored array itself, or with {@code null} if there
     *     is none
     */
    public abstract CompletableFuture<byte[]> read(String map, Object key);

    /**
     * Starts to write a value to the member that owns it.
     *
     * @param serialized the value, which may become the stored array itself
     * @return completes when the value and its backups are written
     */
    public abstract CompletableFuture<?> write(String map, Object key, byte[] serialized);

    /**
     * Starts to delete a value on the member that owns it.
     *
     * @return completes when the value and its backups are deleted
     */
    public abstract CompletableFuture<?> delete(String map, Object key);

    /**
     * Starts to run an entry processor on the member that owns the key.
     *
     * @return completes with what it returned, when backups are written
     */
    public abstract <R> CompletableFuture<R> run(String map, Object key, EntryProcessor<?, ?, R> step);

    /**
     * {@return the stored array of a value of which this member has a replica, or {@code null} if there is none} Only
     * for values that never change: the replica may be behind. A client has no replicas.
     */
    public abstract byte[] findLocally(String map, Object key);

    /** {@return the object of these serialized bytes} */
    public <T> T toObject(byte[] serialized) {
        return EngineAccess.serialization(instance).toObject(new HeapData(serialized));
    }

    /**
     * A plain future, because what is chained to one of the engine's runs on the threads that the engine starts. It
     * fails, too, if the engine refuses the invocation at once, as it does when there are too many.
     */
    static <A, T> CompletableFuture<T> onItsThread(Supplier<CompletableFuture<A>> invocation, Function<A, T> decode) {
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

    static byte[] bytes(Data data) {
        return data == null ? null : data.toByteArray();
    }
}
