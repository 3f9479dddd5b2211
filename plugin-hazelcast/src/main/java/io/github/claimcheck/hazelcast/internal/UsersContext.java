package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.ManagedContext;
import com.hazelcast.executor.impl.RunnableAdapter;
import com.hazelcast.logging.ILogger;
import java.util.function.Predicate;

/**
 * A user's ManagedContext, which is not shown tasks that have not been decoded yet: it may replace what it is shown, or
 * count it. The engine asks one context for everything, so this one takes its place there. Checked on 5.5.0, 5.6.0 and
 * 5.7.0; on an engine that keeps its context elsewhere the user's context sees one object more.
 */
public final class UsersContext implements ManagedContext {

    private static final String FIELD = "externalContext";

    private final ManagedContext users;
    private final Predicate<Object> undecoded;

    private UsersContext(ManagedContext users, Predicate<Object> undecoded) {
        this.users = users;
        this.undecoded = undecoded;
    }

    /** Shields the context that the user of {@code member} has configured, if any. */
    public static void shield(HazelcastInstance member, Predicate<Object> undecoded, ILogger logger) {
        var engines = EngineAccess.serialization(member).getManagedContext();
        try {
            var field = engines.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(engines) instanceof ManagedContext users) {
                field.set(engines, new UsersContext(users, undecoded));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            logger.fine("The ManagedContext sees undecoded tasks, too", e);
        }
    }

    @Override
    public Object initialize(Object object) {
        boolean hidden = undecoded.test(object)
                || object instanceof RunnableAdapter<?> adapter && undecoded.test(adapter.getRunnable());
        return hidden ? object : users.initialize(object);
    }
}
