package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.metrics.MetricsRegistry;
import com.hazelcast.internal.metrics.ProbeLevel;
import com.hazelcast.internal.metrics.ProbeUnit;
import java.util.function.LongSupplier;

/**
 * Numbers of an instance that its operators see where they see the engine's: in its metrics log, JMX, and whatever
 * reads these. The public API only configures metrics, it cannot add any. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public final class Metrics {

    private static final String PREFIX = "claimcheck";

    private final MetricsRegistry registry;

    Metrics(MetricsRegistry registry) {
        this.registry = registry;
    }

    /** {@return those of a client, which may still be being built} */
    public static Metrics ofClient(HazelcastInstance client) {
        return new Metrics(((HazelcastClientInstanceImpl) client).getMetricsRegistry());
    }

    /** Adds a number of things. */
    public void addCount(String name, LongSupplier value) {
        add(name, ProbeUnit.COUNT, value);
    }

    /** Adds a number of bytes. */
    public void addBytes(String name, LongSupplier value) {
        add(name, ProbeUnit.BYTES, value);
    }

    /** Adds a time in milliseconds. */
    public void addMillis(String name, LongSupplier value) {
        add(name, ProbeUnit.MS, value);
    }

    private void add(String name, ProbeUnit unit, LongSupplier value) {
        var descriptor = registry.newMetricDescriptor().withPrefix(PREFIX);
        registry.registerStaticProbe(value, descriptor, name, ProbeLevel.MANDATORY, unit, LongSupplier::getAsLong);
    }
}
