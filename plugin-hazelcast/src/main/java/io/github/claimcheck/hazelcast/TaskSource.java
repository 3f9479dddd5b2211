package io.github.claimcheck.hazelcast;

import io.github.claimcheck.ObjectKey;
import io.github.claimcheck.Settings;
import io.github.claimcheck.Sharing;
import io.github.claimcheck.codec.EncodedObject;
import io.github.claimcheck.graph.ClassAccess;
import io.github.claimcheck.hazelcast.internal.EngineAccess;
import io.github.claimcheck.proof.ReadOnlyProof;
import io.github.claimcheck.task.BodyReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Where one task gets what was taken out of it: from the store, or from what tasks of this member share. */
final class TaskSource implements BodyReader.Source {

    private final Plugin plugin;
    private final String taskName;
    private final ClassAccess classes;
    private final long arrivedAt;
    private final boolean promisesToRead;

    /** @param arrivedAt when the task came to this member, by {@link System#nanoTime} */
    TaskSource(Plugin plugin, String taskName, ClassAccess classes, long arrivedAt) {
        this.plugin = plugin;
        this.taskName = taskName;
        this.classes = classes;
        this.arrivedAt = arrivedAt;
        this.promisesToRead = plugin.settings().sharing() == Sharing.SHARED
                && plugin.sharedValues().trusts(taskName);
    }

    @Override
    public EncodedObject get(ObjectKey key, String label) {
        return Waiting.join(
                plugin.cache().get(key),
                plugin.settings().fetchTimeout(),
                Waiting.Wanted.capture(
                        () -> label + " of " + taskName + ", which came to this member " + age() + " ago", key),
                plugin.counters());
    }

    private String age() {
        return Settings.format(Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - arrivedAt)));
    }

    @Override
    public boolean isReadOnly() {
        return !EngineAccess.hasManagedContext(plugin.instance()) && ReadOnlyProof.holds(taskName, classes);
    }

    @Override
    public Object share(BodyReader.ValueId id, Object[] leaves, boolean readOnly, BodyReader.Decoding decode)
            throws IOException, ClassNotFoundException {
        if (readOnly) {
            return plugin.passingValues().get(id.key(), decode);
        }
        return promisesToRead ? plugin.sharedValues().get(id, leaves, decode, taskName) : decode.run();
    }
}
