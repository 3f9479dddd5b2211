package io.github.claimcheck.hazelcast;

import com.hazelcast.scheduledexecutor.StatefulTask;
import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.hazelcast.internal.CallSite;
import io.github.claimcheck.store.Claim;
import io.github.claimcheck.store.ObjectStore.Durability;
import io.github.claimcheck.store.StoreException;
import io.github.claimcheck.store.StoreFullException;
import io.github.claimcheck.task.CallKind;
import io.github.claimcheck.task.EncodedTask;
import io.github.claimcheck.task.Envelope;
import io.github.claimcheck.task.TaskTraits;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.UUID;

/** Stores what was taken out of tasks that are being submitted. Safe for use by many threads. */
final class Offload {

    private final Plugin plugin;

    Offload(Plugin plugin) {
        this.plugin = plugin;
    }

    /** Encodes a task, and stores nothing. */
    EncodedTask encode(Object task, CallSite call) throws IOException {
        return plugin.encoder().encode(task, submitter(task, call) != null);
    }

    /**
     * Stores what was taken out of a task and makes its envelope.
     *
     * @return {@code null} if the task is to travel as it would without the plugin: because nothing is to be gained, or
     *     because the store cannot take it now
     */
    Envelope enclose(Object task, EncodedTask encoded, CallSite call) {
        var submitter = submitter(task, call);
        int traits = TaskTraits.of(task, task instanceof StatefulTask);
        if (encoded.isWhole()) {
            plugin.counters().inlinedSmall.increment();
            return submitter == null ? null : encoded.seal(traits, call.kind(), 0, submitter);
        }
        long claimId = Claim.newId();
        if (!store(encoded, call.kind(), new Claim(claimId, Claim.SUBMITTER))) {
            return null;
        }
        var envelope = encoded.seal(traits, call.kind(), claimId, submitter);
        if (call.kind() == CallKind.MANY) {
            plugin.liveTasks().sent(envelope);
        }
        return envelope;
    }

    /** {@return who takes the result by reference, or {@code null} if it travels inline} */
    private UUID submitter(Object task, CallSite call) {
        boolean byReference = call.resultByReference() && plugin.results().areByReference();
        return byReference && !(task instanceof Runnable) ? plugin.localUuid() : null;
    }

    private boolean store(EncodedTask encoded, CallKind kind, Claim claim) {
        var stored = new LinkedHashSet<ObjectKey>();
        var durability = kind == CallKind.SINGLE ? Durability.BACKED_UP_LATER : Durability.BACKED_UP;
        var deadline = plugin.store().newDeadline();
        boolean claimed = false;
        try {
            requireRoom(encoded);
            for (var object : encoded.objects()) {
                if (stored.contains(object.key())) {
                    // Equal content in one task: one claim protects it, and ends once.
                    continue;
                }
                plugin.counters().put(object.key(), plugin.store().put(object, claim, durability, deadline));
                stored.add(object.key());
            }
            claimed = true;
        } catch (StoreException e) {
            plugin.fallbacks().notStored(encoded.name(), e);
        } finally {
            if (!claimed) {
                plugin.store().release(stored, new Claim(claim.id(), Claim.ALL_HOLDERS));
            }
        }
        return claimed;
    }

    /** Else what was stored first would hold the room that the rest waits for. */
    private void requireRoom(EncodedTask encoded) {
        if (!plugin.store().couldHold(encoded.objects())) {
            throw new StoreFullException("all that it captured does not fit within the store's limit on the members.");
        }
    }
}
